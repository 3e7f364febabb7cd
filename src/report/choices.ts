import type { Choice } from '../generated/report.ts';
import { written } from './values.ts';

/** One way to fill in what is not known, as the end of a sentence that begins with "allowed if". */
export function choicesText(choices: readonly Choice[]): string {
  const names = new Set(choices.map(({ name }) => name));
  const isToldBelow = ({ text }: Choice) => text.startsWith(ANOTHER_VPC) && names.has(text);
  return choices
    .filter((choice) => !isToldBelow(choice))
    .map(choiceText)
    .join(' and ');
}

const ANOTHER_VPC = 'another VPC of ';

const LIST = /^(further )?(subnets|security groups|layers) of (?:unknown )?(rest of )?(.+)$/su;
/** A value inside of an expression, which has no name of its own: `concat #3`. */
const NUMBERED = / #\d+$/u;
const ELEMENTS = 'further: ';
const NO_ELEMENTS = 'no further elements';
const FURTHER = /^further SCPs of (.+)$/su;
const FURTHER_TEXTS = new Map([
  ['one that allows', 'a further SCP allows it'],
  ['one that denies', 'a further SCP denies it'],
  ['none that decides', 'no further SCP decides it'],
]);
const VPC = /^(?:the |contested |another )?VPC of (?:unknown )?(?:rest of )?(.+)$/su;
/** What a configuration of a provider decides. */
const CALLER = /^(principal|account|region|partition)(?: of (.+))?$/su;

/** What a name says that is there or is not, and what it says when it is not. */
const PRESENCES: readonly (readonly [name: RegExp, present: string, absent: string])[] = [
  [/^vpc_config of (.+)$/su, '$1 has a vpc_config', '$1 has no vpc_config'],
  [/^(.+) has layers$/su, '$1 has layers', '$1 has no layers'],
  [/^(.+) has (tag .+)$/su, '$1 has $2', '$1 does not have $2'],
  [/^(existing .+)$/su, 'the request carries the $1', 'the request does not carry the $1'],
  [/^organization is there$/u, 'the account is in an organization', 'the account is in no organization'],
  // What is attached to whom: `the account is not 111122223333`.
  [/^(.+) is not ((?:in )?\S+)$/su, '$1 is not $2', '$1 is $2'],
  [/^(.+) is ((?:in )?\S+)$/su, '$1 is $2', '$1 is not $2'],
  [/^(.+)$/su, '$1 is there', '$1 is not there'],
];

function choiceText(choice: Choice): string {
  const { name, text } = choice;
  if (name === 'request') return `the request is ${text}`;
  if (text === 'is made' || text === 'is not made') return `${name} ${text}`;
  return (
    presenceText(choice) ??
    furtherText(choice) ??
    vpcText(choice) ??
    listText(choice) ??
    elementsText(choice) ??
    `${subject(name)} ${predicate(text)}`
  );
}

function presenceText({ name, text }: Choice): string | undefined {
  if (text !== 'present' && text !== 'absent') return undefined;
  const said = PRESENCES.find(([wording]) => wording.test(name));
  return said && name.replace(said[0], text === 'present' ? said[1] : said[2]);
}

function furtherText({ name, text }: Choice): string | undefined {
  const level = FURTHER.exec(name)?.[1];
  return level === undefined ? undefined : `${FURTHER_TEXTS.get(text) ?? text} (of ${level})`;
}

function vpcText({ name, text }: Choice): string | undefined {
  const member = VPC.exec(name)?.[1];
  if (member === undefined) return undefined;
  const isOther = text.startsWith(ANOTHER_VPC) || text === 'any other text';
  return `the VPC of ${member} ${isOther ? 'is another one' : predicate(text)}`;
}

/** What a list holds; undefined where it is about no list. */
function listText({ name, text }: Choice): string | undefined {
  const [, further, kind, , owner] = LIST.exec(name) ?? [];
  if (kind === undefined || owner === undefined) return undefined;
  const isList = further !== undefined;
  const held = heldText(text, kind.replace(/s$/u, '')).join(' and ');
  if (isList && NUMBERED.test(owner))
    return text === NO_ELEMENTS ? `there are no further ${kind}` : `the ${kind} also include ${held}`;
  if (text === NO_ELEMENTS) return isList ? `${owner} holds no further ${kind}` : `${owner} has no ${kind}`;
  return isList ? `${owner} also holds ${held}` : `the ${kind} of ${owner} include ${held}`;
}

/** The same of the values of any other key. */
function elementsText({ name, text }: Choice): string | undefined {
  if (text === NO_ELEMENTS) return `nothing more is among ${name}`;
  if (!text.startsWith(ELEMENTS)) return undefined;
  const held = heldText(text, 'value');
  return `${held.join(' and ')} ${held.length > 1 ? 'are' : 'is'} among ${name}`;
}

const heldText = (text: string, one: string) =>
  text
    .slice(text.startsWith(ELEMENTS) ? ELEMENTS.length : 0)
    .split('; ')
    .map((element) => elementText(element, one));

/** A class of ids: `none of subnet-1, subnet-2`. */
function elementText(text: string, one: string): string {
  if (text === 'any other text') return `any other ${one}`;
  if (text.startsWith('the same as ')) return text.slice('the same as '.length);
  return /^(?:none of|matches) /u.test(text) ? `a ${one} that ${predicate(text)}` : written(text);
}

/** `?` is the configuration that nothing names. */
function subject(name: string): string {
  const [, what, provider] = CALLER.exec(name) ?? [];
  if (what === undefined) return NUMBERED.test(name) ? `\`${name.replace(NUMBERED, '')}\`` : name;
  return provider === undefined || provider === '?' ? `the ${what}` : `the ${what} of provider ${provider}`;
}

const NONE = /^(a new id that is )?none of (.+)$/su;
const PATTERN = /^`[^`]*`$/u;
const PATTERNS = /^`[^`]*`(?:, `[^`]*`)*(?: and \d+ more)?$/u;

function predicate(text: string): string {
  const [, fresh, others] = NONE.exec(text) ?? [];
  if (others !== undefined) return `${fresh === undefined ? '' : 'is a new id that '}${otherThan(others)}`;
  return text.startsWith('matches `') ? text : `is ${written(text)}`;
}

/** What is none of these texts and matches none of these patterns. */
function otherThan(texts: string): string {
  if (PATTERN.test(texts)) return `does not match ${texts}`;
  if (PATTERNS.test(texts)) return `matches none of ${texts}`;
  return /\s/u.test(texts) ? `is none of ${texts}` : `is not ${texts}`;
}
