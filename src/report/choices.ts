import type { Choice } from '../generated/report.ts';

/** One way to fill in what is not known, as the end of a sentence that begins with "allowed if". */
export function choicesText(choices: readonly Choice[]): string {
  return choices.map(choiceText).join(' and ');
}

const LIST = /^(further )?(subnets|security groups|layers) of (?:unknown )?(rest of )?(.+)$/su;
const PRESENCE = /^vpc_config of (.+)$/su;
const VPC = /^(?:the )?VPC of (?:unknown )?(?:rest of )?(.+)$/su;

function choiceText({ name, text }: Choice): string {
  const [, , kind, , owner] = LIST.exec(name) ?? [];
  if (kind !== undefined && owner !== undefined) {
    const isList = name.startsWith('further ');
    if (text === 'no further elements')
      return isList ? `${owner} holds no further ${kind}` : `${owner} has no ${kind}`;
    const held = text
      .replace(/^further: /u, '')
      .split('; ')
      .map((one) => elementText(one, kind));
    return isList
      ? `${owner} also holds ${held.join(' and ')}`
      : `the ${kind} of ${owner} include ${held.join(' and ')}`;
  }
  const function_ = PRESENCE.exec(name)?.[1];
  if (function_ !== undefined && text === 'present') return `${function_} has a vpc_config`;
  if (function_ !== undefined && text === 'absent') return `${function_} has no vpc_config`;
  const member = VPC.exec(name)?.[1];
  return `${member === undefined ? name : `the VPC of ${member}`} ${predicate(text)}`;
}

/** A class of ids: `none of subnet-1, subnet-2`. */
function elementText(text: string, kind: string): string {
  const one = kind.replace(/s$/u, '');
  if (text === 'any other text') return `any other ${one}`;
  return text.startsWith('none of ') ? `a ${one} that is ${text}` : text;
}

function predicate(text: string): string {
  const only = /^none of (\S+)$/u.exec(text)?.[1];
  return only === undefined ? `is ${text}` : `is not ${only}`;
}
