import type { PolicyRule } from '../room.ts';
import { deniesOtherActions, newerActionsUnguarded, oneActionUnguarded } from './actions.ts';
import { notAnId } from './ids.ts';
import { allowsJoin, broaderAllow, keysJoinedInDeny } from './joined.ts';
import { mixedListPasses } from './mixed.ts';
import { ifExists, plainOperatorOnList, setOperatorOnVpc } from './operators.ts';
import { nullWithSetOperator, variableInOldVersion } from './parser.ts';
import { redundant, unreachable } from './reach.ts';
import { overQuota } from './size.ts';
import { unknownAction, unknownKey, unusualSpelling } from './spelling.ts';
import { wildcardForAll, wildcardInArn, wildcardWithoutLike } from './values.ts';
import { allowWithoutVpc, denyWithoutVpc } from './without-vpc.ts';

/** All rules about what a policy means. */
export const SEMANTIC_RULES: readonly PolicyRule[] = [
  allowWithoutVpc,
  denyWithoutVpc,
  plainOperatorOnList,
  mixedListPasses,
  setOperatorOnVpc,
  allowsJoin,
  keysJoinedInDeny,
  deniesOtherActions,
  oneActionUnguarded,
  newerActionsUnguarded,
  broaderAllow,
  ifExists,
  wildcardWithoutLike,
  wildcardInArn,
  wildcardForAll,
  notAnId,
  unknownKey,
  unknownAction,
  unusualSpelling,
  nullWithSetOperator,
  variableInOldVersion,
  unreachable,
  redundant,
  overQuota,
];
