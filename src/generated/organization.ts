/** Made from the JSON Schema of the same name by `npm run generate`: do not edit. */

/**
 * The path from the root of an organization to the account that applies, and the service control policies attached on the way: what `--organization FILE` reads.
 */
export interface OrganizationDescription {
  $schema?: string;
  /**
   * True when the account is the organization's management account: service control policies do not apply to it.
   */
  managementAccount?: boolean;
  /**
   * Who acts. Service control policies do not apply to service-linked roles.
   */
  principal?: 'user' | 'service-linked-role';
  /**
   * The root, the organizational units and the account, in this order.
   *
   * @minItems 1
   */
  path: [OrganizationLevelDescription, ...OrganizationLevelDescription[]];
}
/**
 * The root, an organizational unit, or the account.
 */
export interface OrganizationLevelDescription {
  /**
   * `r-…`, `ou-…` or the account id: policies that a plan attaches are matched by it.
   */
  id?: string;
  /**
   * For the report.
   */
  name?: string;
  /**
   * All service control policies attached here. A level without any allows nothing: list `FullAWSAccess` where it is attached.
   */
  policies: (string | OrganizationPolicyDescription)[];
}
/**
 * One policy: its document, or a file that holds it.
 */
export interface OrganizationPolicyDescription {
  /**
   * `p-…`: a policy of the plan with this id takes its place.
   */
  id?: string;
  name?: string;
  /**
   * The policy document, as JSON or as its text.
   */
  document?:
    | {
        [k: string]: unknown;
      }
    | string;
  /**
   * A file with the policy document, relative to this file.
   */
  file?: string;
}
