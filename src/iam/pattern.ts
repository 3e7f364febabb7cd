/**
 * Text with wildcards, letter by letter. A letter is a code point; the wildcards are the negative numbers below.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export interface Pattern {
  readonly steps: readonly number[];
  /** Letters compare without case. */
  readonly anyCase: boolean;
}

/** Any number of letters. */
export const MANY = -1;
/** Any one letter. */
export const ONE = -2;
/** Any number of letters that are no colon. */
export const MANY_IN_SEGMENT = -3;
/** Any one letter that is no colon. */
export const ONE_IN_SEGMENT = -4;

/** The letter that separates the components of an ARN. */
export const COLON = 58;
const STAR = 42;
const QUESTION = 63;
const SURROGATE = /[\ud800-\udfff]/;

/** A part of a pattern as text: in `wild` text `*` and `?` are wildcards, elsewhere letters. */
export interface PatternPart {
  readonly text: string;
  readonly wild: boolean;
}

/** The pattern of `StringLike` and of `Action`: wildcards stand for any letters. */
export function globPattern(parts: readonly PatternPart[], anyCase = false): Pattern {
  return { steps: stepsOf(parts, anyCase), anyCase };
}

/** Of an ARN. */
export const COMPONENTS = 6;

/**
 * The pattern of `Resource`: wildcards stay within a segment of the ARN, except that a `*` which ends a segment may
 * extend past the colon. `*` alone is every resource. An ARN of fewer than six components is completed with wildcards.
 */
export function resourcePattern(parts: readonly PatternPart[]): Pattern {
  const missing = Math.max(0, COMPONENTS - componentsOf(parts));
  const steps = stepsOf([...parts, { text: ':*'.repeat(missing), wild: true }], false);
  const confined = steps.map((step, index) => {
    if (step === ONE) return ONE_IN_SEGMENT;
    const next = steps[index + 1];
    return step === MANY && next !== undefined && next !== COLON ? MANY_IN_SEGMENT : step;
  });
  return { steps: confined, anyCase: false };
}

/** How many components of an ARN these parts have; the colons in a quoted part are none of the ARN's. */
function componentsOf(parts: readonly PatternPart[]): number {
  const written = parts.map(({ text, wild }) => (wild ? text : 'x')).join('');
  return written.startsWith('arn:') ? written.split(':').length : COMPONENTS;
}

const SEPARATORS = COMPONENTS - 1;

/**
 * The pattern of `ArnLike` and `ArnEquals`: the six components each for themselves, the last with its colons.
 * Undefined: the text is no pattern of an ARN.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function arnPattern(parts: readonly PatternPart[]): Pattern | undefined {
  const steps = stepsOf(parts, false);
  if (String.fromCodePoint(...steps.slice(0, 4).map((step) => Math.max(step, 0))) !== 'arn:')
    return undefined;
  let separators = 0;
  const confined = steps.map((step) => {
    if (step === COLON) separators++;
    if (separators >= SEPARATORS) return step;
    return step === MANY ? MANY_IN_SEGMENT : step === ONE ? ONE_IN_SEGMENT : step;
  });
  return separators < SEPARATORS ? undefined : { steps: confined, anyCase: false };
}

/** The one text that matches, where the pattern has no wildcards and minds case. */
export function literalOf({ steps, anyCase }: Pattern): string | undefined {
  if (anyCase || steps.some((step) => step < 0)) return undefined;
  return steps.map((step) => String.fromCodePoint(step)).join('');
}

/** Whether the pattern matches every text. */
export function matchesAll({ steps }: Pattern): boolean {
  return steps.length > 0 && steps.every((step) => step === MANY);
}

/** The letters of a text, as a pattern of this kind reads them. */
export function lettersOf(text: string, anyCase: boolean): readonly number[] {
  const spelled = anyCase ? text.toLowerCase() : text;
  if (SURROGATE.test(spelled)) return Array.from(spelled, (letter) => letter.codePointAt(0) ?? 0);
  const letters = new Array<number>(spelled.length);
  for (let index = 0; index < spelled.length; index++) letters[index] = spelled.charCodeAt(index);
  return letters;
}

/** Whether the pattern matches the whole text. Takes at most (length of the pattern × length of the text) steps. */
export function matches(pattern: Pattern, text: string): boolean {
  const letters = lettersOf(text, pattern.anyCase);
  return pattern.steps.includes(MANY_IN_SEGMENT)
    ? matchesBySets(pattern, letters)
    : matchesGreedily(pattern, letters);
}

/** With one kind of `*` the latest one can take all that earlier ones could: going back to it is enough. */
function matchesGreedily({ steps }: Pattern, letters: readonly number[]): boolean {
  let at = 0;
  let star = -1;
  let taken = 0;
  for (let index = 0; index < letters.length; ) {
    if (steps[at] === MANY) {
      star = at++;
      taken = index;
    } else if (takes(steps[at], letters[index])) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++taken;
    } else return false;
  }
  while (steps[at] === MANY) at++;
  return at === steps.length;
}

function matchesBySets(pattern: Pattern, letters: readonly number[]): boolean {
  let places = start(pattern);
  for (const letter of letters) {
    places = step(pattern, places, letter);
    if (places.length === 0) return false;
  }
  return accepts(pattern, places);
}

/** Where in a pattern a text may have come to: indexes of the next step, ascending. */
export type Places = readonly number[];

/** The places of the empty text. */
export function start(pattern: Pattern): Places {
  return settled(pattern, new Set([0]));
}

/** The places after one more letter (which is lower case where the pattern minds no case). */
export function step(pattern: Pattern, places: Places, letter: number): Places {
  const next = new Set<number>();
  for (const place of places) {
    const wanted = pattern.steps[place];
    if (wanted === MANY || (wanted === MANY_IN_SEGMENT && letter !== COLON)) next.add(place);
    else if (takes(wanted, letter)) next.add(place + 1);
  }
  return settled(pattern, next);
}

/** Whether the pattern is at its end in one of these places. */
export function accepts(pattern: Pattern, places: Places): boolean {
  return places.at(-1) === pattern.steps.length;
}

/** A `*` may stand for nothing: the place after it is reached with it. */
function settled({ steps }: Pattern, places: Set<number>): Places {
  for (const place of places) {
    if (steps[place] === MANY || steps[place] === MANY_IN_SEGMENT) places.add(place + 1);
  }
  return [...places].sort((a, b) => a - b);
}

function takes(wanted: number | undefined, letter: number | undefined): boolean {
  return wanted === letter || wanted === ONE || (wanted === ONE_IN_SEGMENT && letter !== COLON);
}

function stepsOf(parts: readonly PatternPart[], anyCase: boolean): readonly number[] {
  const steps = parts.flatMap(({ text, wild }) => {
    const letters = lettersOf(text, anyCase);
    return wild ? letters.map(wildcardOr) : letters;
  });
  return steps.filter((step, index) => step !== MANY || steps[index - 1] !== MANY);
}

function wildcardOr(letter: number): number {
  if (letter === STAR) return MANY;
  return letter === QUESTION ? ONE : letter;
}
