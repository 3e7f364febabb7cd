/** The part of SARIF 2.1.0 that tfvpc writes. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export interface Log {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly Run[];
}

export interface Run {
  readonly tool: { readonly driver: Driver };
  readonly automationDetails: { readonly id: string };
  readonly invocations: readonly [Invocation];
  readonly columnKind: 'utf16CodeUnits';
  readonly results: readonly SarifResult[];
}

export interface Driver {
  readonly name: string;
  readonly version: string;
  readonly semanticVersion: string;
  readonly informationUri: string;
  readonly rules: readonly ReportingDescriptor[];
}

export interface ReportingDescriptor {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: Message;
  readonly fullDescription: Message;
  readonly help: Message & { readonly markdown: string };
  readonly helpUri: string;
  readonly defaultConfiguration: { readonly level: SarifLevel };
  readonly properties: {
    readonly tags: readonly string[];
    readonly precision: 'very-high' | 'high';
    readonly 'security-severity'?: string;
  };
}

export type SarifLevel = 'error' | 'warning' | 'note';

export interface Message {
  readonly text: string;
}

export interface Invocation {
  readonly executionSuccessful: boolean;
  readonly toolExecutionNotifications?: readonly Notification[];
}

export interface Notification {
  readonly level: SarifLevel;
  readonly message: Message;
  readonly descriptor?: { readonly id: string };
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: SarifLevel;
  readonly message: Message;
  readonly locations: readonly [SarifLocation];
  readonly relatedLocations?: readonly SarifLocation[];
  readonly codeFlows?: readonly CodeFlow[];
  readonly partialFingerprints?: { readonly primaryLocationLineHash: string };
}

export interface SarifLocation {
  readonly id?: number;
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId: '%SRCROOT%' };
    readonly region: Region;
  };
  readonly message?: Message;
}

export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface CodeFlow {
  readonly threadFlows: readonly [{ readonly locations: readonly { readonly location: SarifLocation }[] }];
}
