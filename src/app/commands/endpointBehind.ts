import type { Endpoint } from '../../core/model/endpoint';
import type { Desk } from '../desk/desk';
import { chooseEndpoint } from './chooseEndpoint';
import { subjectOf } from './subjectOf';

/** The endpoint that a command was called for, also by the row of a cache, which becomes one; asks which otherwise. */
export async function endpointBehind(
  desk: Desk,
  argument: unknown,
  question: string,
): Promise<Endpoint | undefined> {
  const subject = subjectOf(argument);
  const placed = subject === undefined ? undefined : (await desk.openCloud()).cloud.find(subject);
  if (placed !== undefined) return await (await desk.questions()).ofCache(placed);
  return await chooseEndpoint(desk, argument, question);
}
