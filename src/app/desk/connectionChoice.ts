import type { Endpoint } from '../../core/model/endpoint';

/** How an endpoint is reached and signed in to where neither its address nor a password tells. */
export type ConnectionChoice = Pick<Endpoint, 'addressMap' | 'iam' | 'secret'>;

/** That of an endpoint. */
export function connectionOf(endpoint: ConnectionChoice): ConnectionChoice {
  return withMap(endpoint, endpoint.addressMap);
}

/** Whether something else than a password that is kept here signs in. */
export function signsInOtherwise({ iam, secret }: ConnectionChoice): boolean {
  return iam !== undefined || secret !== undefined;
}

/** The choice by which a password signs in, or nothing. */
export function byPassword({ addressMap }: ConnectionChoice): ConnectionChoice {
  return addressMap === undefined ? {} : { addressMap };
}

/** The choice with another address map, or with none. */
export function withMap(
  { iam, secret }: ConnectionChoice,
  addressMap: ConnectionChoice['addressMap'],
): ConnectionChoice {
  return {
    ...(addressMap === undefined ? {} : { addressMap }),
    ...(iam === undefined ? {} : { iam }),
    ...(secret === undefined ? {} : { secret }),
  };
}

/** The endpoint with another choice. */
export function withConnection({ id, name, address, tls }: Endpoint, choice: ConnectionChoice): Endpoint {
  return { id, name, address, ...(tls === undefined ? {} : { tls }), ...choice };
}
