import type { Choice } from '../generated/report.ts';
import { written } from './values.ts';

/** One way to fill in what is not known, as the end of a sentence that begins with "allowed if". */
export function choicesText(choices: readonly Choice[]): string {
  return choices.map(choiceText).join(' and ');
}

const LIST = /^(further )?(subnets|security groups|layers) of (?:unknown )?(rest of )?(.+)$/su;
const PRESENCE = /^vpc_config of (.+)$/su;
const FURTHER = /^further SCPs of (.+)$/su;
const FURTHER_TEXTS = new Map([
  ['one that allows', 'a further SCP allows it'],
  ['one that denies', 'a further SCP denies it'],
  ['none that decides', 'no further SCP decides it'],
]);
/** What is attached to whom: `the account is not 111122223333`. */
const FACT = /^(?<what>the account|\S+) is (?<not>not )?(?<that>(?:in )?\S+)$/su;
const VPC = /^(?:the |contested )?VPC of (?:unknown )?(?:rest of )?(.+)$/su;

function choiceText(choice: Choice): string {
  const { name, text } = choice;
  if (name === 'request') return `the request is ${text}`;
  return (
    vpcConfigText(choice) ??
    factText(choice) ??
    furtherText(choice) ??
    vpcText(choice) ??
    listText(choice) ??
    `${name} ${predicate(text)}`
  );
}

function vpcConfigText({ name, text }: Choice): string | undefined {
  const owner = PRESENCE.exec(name)?.[1];
  if (owner === undefined || (text !== 'present' && text !== 'absent')) return undefined;
  return `${owner} has ${text === 'present' ? 'a' : 'no'} vpc_config`;
}

function factText({ name, text }: Choice): string | undefined {
  const fact = FACT.exec(name)?.groups;
  if (fact === undefined || (text !== 'present' && text !== 'absent')) return undefined;
  return text === 'present' ? name : `${fact.what} is ${fact.not === undefined ? 'not ' : ''}${fact.that}`;
}

function furtherText({ name, text }: Choice): string | undefined {
  const level = FURTHER.exec(name)?.[1];
  return level === undefined ? undefined : `${FURTHER_TEXTS.get(text) ?? text} (of ${level})`;
}

function vpcText({ name, text }: Choice): string | undefined {
  const member = VPC.exec(name)?.[1];
  if (member === undefined) return undefined;
  return `the VPC of ${member} ${text.startsWith('another VPC of ') ? 'is another one' : predicate(text)}`;
}

/** What a list holds; undefined where it is about no list. */
function listText({ name, text }: Choice): string | undefined {
  const [, further, kind, , owner] = LIST.exec(name) ?? [];
  if (kind === undefined || owner === undefined) return undefined;
  const isList = further !== undefined;
  if (text === 'no further elements')
    return isList ? `${owner} holds no further ${kind}` : `${owner} has no ${kind}`;
  const elements = text.replace(/^further: /u, '').split('; ');
  const held = elements.map((one) => elementText(one, kind)).join(' and ');
  return isList ? `${owner} also holds ${held}` : `the ${kind} of ${owner} include ${held}`;
}

/** A class of ids: `none of subnet-1, subnet-2`. */
function elementText(text: string, kind: string): string {
  const one = kind.replace(/s$/u, '');
  if (text === 'any other text') return `any other ${one}`;
  return text.startsWith('none of ') ? `a ${one} that is ${text}` : text;
}

function predicate(text: string): string {
  const only = /^none of (\S+)$/u.exec(text)?.[1];
  return only === undefined ? `is ${written(text)}` : `is not ${only}`;
}
