import type { Decision } from './decision.ts';
import type { ContextValue, Request } from './request.ts';
import type { Text } from './value.ts';

/**
 * Decisions that were made before. What policies look at in a request, and what they decide, follows from their
 * action and from what they have seen of it so far: a request that gives the same answers is decided the same.
 */
export class Recall {
  #actions = new Map<string, Branch>();
  #size = 0;

  /** The decision about an equal request, else the one that `make` makes. */
  decide(request: Request, make: (request: Request) => Decision): Decision {
    const known = this.#find(request);
    if (known !== undefined) return known;
    const seen = new Map<Question, Answer>();
    const decision = make(recording(request, seen));
    this.#add(request.action, seen, decision);
    return decision;
  }

  #find(request: Request): Decision | undefined {
    let branch = this.#actions.get(request.action);
    while (branch?.question !== undefined) branch = branch.answers.get(answerTo(branch.question, request));
    return branch?.decision;
  }

  #add(action: string, seen: ReadonlyMap<Question, Answer>, decision: Decision): void {
    if (this.#size >= MOST_DECISIONS) this.#forget();
    let branch = inserted(this.#actions, action);
    for (const [question, answer] of seen) {
      branch.question ??= question;
      if (branch.question !== question) return;
      branch = inserted(branch.answers, answer);
    }
    branch.decision = decision;
    this.#size += 1;
  }

  #forget(): void {
    this.#actions = new Map();
    this.#size = 0;
  }
}

const MOST_DECISIONS = 2_000;

/** A context key, or the resource of the request. */
type Question = string | typeof RESOURCE;
const RESOURCE = Symbol('resource');

/** All that is in an answer, also where it is from: what is not known has a name of its own. */
type Answer = string;

/** What has been seen so far: it leads to another question, or to the decision. */
interface Branch {
  question?: Question;
  decision?: Decision;
  readonly answers: Map<Answer, Branch>;
}

function inserted<Key>(branches: Map<Key, Branch>, key: Key): Branch {
  const known = branches.get(key);
  if (known !== undefined) return known;
  const branch: Branch = { answers: new Map() };
  branches.set(key, branch);
  return branch;
}

function answerTo(question: Question, { resource, context }: Request): Answer {
  return contentOf(question === RESOURCE ? resource : context.lookup(question));
}

/** Answers are plain data. The same object, as many requests share, is looked at once. */
function contentOf(answer: ContextValue | Text): Answer {
  const known = CONTENTS.get(answer);
  if (known !== undefined) return known;
  const content = JSON.stringify(answer);
  CONTENTS.set(answer, content);
  return content;
}

const CONTENTS = new WeakMap<ContextValue | Text, string>();

/** The same request, which notes what is asked of it, in the order of the first time. */
function recording(request: Request, seen: Map<Question, Answer>): Request {
  return {
    action: request.action,
    get resource() {
      if (!seen.has(RESOURCE)) seen.set(RESOURCE, contentOf(request.resource));
      return request.resource;
    },
    context: {
      lookup: (key) => {
        const value = request.context.lookup(key);
        if (!seen.has(key)) seen.set(key, contentOf(value));
        return value;
      },
    },
  };
}
