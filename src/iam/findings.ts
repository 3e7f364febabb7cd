import type { Position } from '../error.ts';
import type { JsonMember, JsonObject } from './document.ts';
import type { MarkedDocument } from './holes.ts';
import type {
  Policy,
  PolicyFinding,
  PolicyFindingCode,
  PolicySource,
  StatementPart,
  Undecidable,
} from './policy.ts';
import { nearest, suggestion } from './spelling.ts';

/** What is found while one policy, or one statement of it, is read. */
export class Findings {
  readonly list: PolicyFinding[];
  readonly #statement: number | undefined;
  readonly #doubted = new Set<StatementPart>();
  undecidable: Undecidable | undefined;

  constructor(list: PolicyFinding[] = [], statement?: number) {
    this.list = list;
    this.#statement = statement;
  }

  /** The findings of one statement: they go into the same list. */
  ofStatement(index: number): Findings {
    return new Findings(this.list, index);
  }

  get doubted(): readonly StatementPart[] {
    return [...this.#doubted];
  }

  /** Something that AWS would refuse, and that changes nothing about what the rest means. */
  note(code: PolicyFindingCode, message: string, position: Position): void {
    const where = this.#statement === undefined ? {} : { statement: this.#statement };
    this.list.push({ code, message, position, ...where });
  }

  /** Something that AWS would refuse, so that this part decides nothing for certain. */
  fault(code: PolicyFindingCode, message: string, position: Position, part: StatementPart): void {
    this.note(code, message, position);
    this.doubt({ reason: message }, part);
  }

  /** A part that is not known: nothing is wrong with it. */
  doubt(why: Undecidable, part: StatementPart): void {
    this.undecidable ??= why;
    this.#doubted.add(part);
  }
}

/** What all the steps of reading one policy share. */
export interface Reading {
  readonly source: PolicySource;
  readonly version: Policy['version'];
  readonly marked: MarkedDocument;
  readonly findings: Findings;
}

/** A member that occurs once, twice, or in two spellings. */
export interface Members {
  readonly get: (name: string) => JsonMember | undefined;
  readonly unknown: readonly JsonMember[];
  readonly repeated: readonly JsonMember[];
}

/**
 * The members of an element with these names (exactly as AWS spells them), the others, and those that occur again,
 * also when the second one differs only in case.
 */
export function membersOf(object: JsonObject, names: readonly string[]): Members {
  const known = new Map<string, JsonMember>();
  const unknown: JsonMember[] = [];
  for (const member of object.members) {
    if (!names.includes(member.name)) unknown.push(member);
    else if (!known.has(member.name)) known.set(member.name, member);
  }
  return { get: (name) => known.get(name), unknown, repeated: repeatedMembers(object) };
}

/** The members whose name no other member has, in any case. */
export function singleMembers(object: JsonObject): readonly JsonMember[] {
  const repeated = new Set(repeatedMembers(object).map(({ name }) => name.toLowerCase()));
  return object.members.filter(({ name }) => !repeated.has(name.toLowerCase()));
}

/** The members whose name was there before, in any case. */
export function repeatedMembers(object: JsonObject): readonly JsonMember[] {
  const seen = new Set<string>();
  return object.members.filter(({ name }) => {
    const again = seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    return again;
  });
}

/** What is wrong with a member of none of these names, in words. */
export function unknownElement(member: JsonMember, names: readonly string[]): string {
  return `unknown element \`${member.name}\`${suggestion(nearest(member.name, names))}`;
}
