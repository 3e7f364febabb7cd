/** One request as it goes over the wire. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Takes the body of a 200 as it comes, in place of `Answer.body`; called anew from the first byte by each attempt. */
  readonly into?: (bytes: Uint8Array) => void;
  /** The most bytes of an answer that are read, after decompression. 1 MiB unless told. */
  readonly limit?: number;
}

/** What came back: an answer with a status, or none. Neither is an exception: the caller knows what each one means. */
export type Exchange = Answer | NoAnswer;

export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

export interface NoAnswer {
  readonly kind: 'no-answer';
  /** For a person: `connection refused`. Names no URL and no header. */
  readonly reason: string;
  /** What to do about it, where there is something to do. */
  readonly hint?: string;
  /** Whether the same request may succeed when it is made again. */
  readonly transient: boolean;
}
