import type { Endpoint } from '../../core/model/endpoint';

/** How an endpoint is reached and signed in to where neither its address nor a password tells. */
export type ConnectionChoice = Pick<Endpoint, 'addressMap' | 'iam'>;

/** That of an endpoint. */
export function connectionOf({ addressMap, iam }: ConnectionChoice): ConnectionChoice {
  return { ...withMap({}, addressMap), ...(iam === undefined ? {} : { iam }) };
}

/** Whether something else than a password signs in. */
export function signsInOtherwise({ iam }: ConnectionChoice): boolean {
  return iam !== undefined;
}

/** The choice by which a password signs in, or nothing. */
export function byPassword({ addressMap }: ConnectionChoice): ConnectionChoice {
  return withMap({}, addressMap);
}

/** The choice with another address map, or with none. */
export function withMap(
  { iam }: ConnectionChoice,
  addressMap: ConnectionChoice['addressMap'],
): ConnectionChoice {
  return { ...(addressMap === undefined ? {} : { addressMap }), ...(iam === undefined ? {} : { iam }) };
}

/** The endpoint with another choice. */
export function withConnection({ id, name, address, tls }: Endpoint, choice: ConnectionChoice): Endpoint {
  return { id, name, address, ...(tls === undefined ? {} : { tls }), ...choice };
}
