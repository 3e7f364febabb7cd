const ARN = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:./s;

/**
 * Whether this text is an ARN: `arn:partition:service:region:account:resource`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function isArn(text: string): boolean {
  return ARN.test(text);
}
