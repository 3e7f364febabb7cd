import type { RequestsOf } from './intent.ts';
import { functionRequests } from './lambda-function.ts';

/** One row for each resource type that sets a function's network. */
export interface FunctionType {
  readonly requests: RequestsOf;
}

export const RESOURCE_TYPES = {
  aws_lambda_function: { requests: functionRequests },
} as const satisfies Record<string, FunctionType>;

export type FunctionTypeName = keyof typeof RESOURCE_TYPES;

/** The resource types that set a function's network. */
export const FUNCTION_TYPES: ReadonlySet<string> = new Set(Object.keys(RESOURCE_TYPES));

export function isFunctionType(type: string): type is FunctionTypeName {
  return FUNCTION_TYPES.has(type);
}
