/** The name of a value that a reader calls by the same words as others, with what tells it apart from them. */
export const toldApart = (words: string, by: readonly unknown[]): string =>
  `${words}\u0000${JSON.stringify(by)}\u0000`;

/** The words in such a name, and in what is made of it. */
export const wordsOf = (name: string): string => name.replace(/\u0000[^\u0000]*\u0000/gu, '');
