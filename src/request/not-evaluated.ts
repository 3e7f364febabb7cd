import { noRequest, type RequestsOf } from './intent.ts';
import { simpleActions } from './lifecycle.ts';

/** What may set a function's network, or that of what functions run on, and is not evaluated: a reader is told. */
export const notEvaluated =
  (because: string, notice: string): RequestsOf =>
  (change, setting) => {
    const told = async () => [noRequest(change, because, notice)];
    return simpleActions(change, setting, { create: told, update: told });
  };
