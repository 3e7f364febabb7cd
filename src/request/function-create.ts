import type { ContextValue } from '../iam/request.ts';
import { PRESENT } from '../iam/request.ts';
import type { ResourceChange } from '../plan/plan.ts';
import { isSomething, toIamValue, toText } from '../policies/value.ts';
import { CREATE, layersAfter, settingsAfter, unnamed } from './function-request.ts';
import { caused, functionArn, type Setting } from './intent.ts';
import type { CausedRequest } from './planned-request.ts';
import { tagsAfter } from './tags.ts';
import {
  asksCodeSigning,
  asksLayers,
  asksRequestTags,
  asksResourceTags,
  UNASKED,
  UNASKED_LIST,
  UNASKED_TAGS,
} from './unasked.ts';

/** The request that creates a function, or its replacement. */
export async function createRequest(change: ResourceChange, setting: Setting): Promise<CausedRequest> {
  const { graph, callers, asked } = setting;
  const { addressText } = change;
  const caller = await callers.of(addressText);
  const name = await graph.attribute(addressText, ['function_name']);
  return caused(
    change,
    {
      action: CREATE,
      because:
        change.actions === 'create' ? 'the function is created' : 'the function is replaced by a new one',
      certainty: 'will',
      resource: name === undefined ? unnamed(caller, addressText) : functionArn(caller, toText(name)),
      caller,
      vpc: await settingsAfter(change, setting),
      layer: asksLayers(asked) ? await layersAfter(addressText, setting) : UNASKED_LIST,
      codeSigningConfigArn: asksCodeSigning(asked) ? await codeSigning(addressText, setting) : UNASKED,
      requestTags:
        asksRequestTags(asked) || asksResourceTags(asked)
          ? await tagsAfter(graph, addressText)
          : UNASKED_TAGS,
      owner: addressText,
    },
    setting,
  );
}

async function codeSigning(addressText: string, { graph }: Setting): Promise<ContextValue> {
  const arn = await graph.attribute(addressText, ['code_signing_config_arn']);
  if (!isSomething(arn)) return { kind: 'absent', reason: 'the function has no code signing configuration' };
  return { kind: 'single', presence: PRESENT, value: toIamValue(arn) };
}
