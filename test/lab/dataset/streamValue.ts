import type { DatasetValue, StreamGroup } from './dataset';
import { arrayReply, base64Reply, mapReply } from './pipelineReplies';

/**
 * A stream from the replies to XRANGE and XINFO STREAM FULL, or undefined if the key is gone. The times at
 * which consumers were last seen are left out: they are the clock of whoever asked.
 */
export function streamValue(range: unknown, full: unknown): DatasetValue | undefined {
  if (!Array.isArray(full)) return undefined;
  const info = mapReply(full);
  const maxDeletedId = info.get('max-deleted-entry-id');
  const entriesAdded = info.get('entries-added');
  return {
    type: 'stream',
    entries: arrayReply(range).map((entry) => {
      const [id, fields] = arrayReply(entry);
      return [String(id), arrayReply(fields).map(base64Reply)];
    }),
    lastId: String(info.get('last-generated-id')),
    ...(Buffer.isBuffer(maxDeletedId) ? { maxDeletedId: maxDeletedId.toString() } : {}),
    ...(entriesAdded === undefined ? {} : { entriesAdded: Number(entriesAdded) }),
    groups: arrayReply(info.get('groups'))
      .map(group)
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function group(reply: unknown): StreamGroup {
  const info = mapReply(reply);
  const entriesRead = info.get('entries-read');
  return {
    name: base64Reply(info.get('name')),
    lastDeliveredId: String(info.get('last-delivered-id')),
    ...(entriesRead === undefined ? {} : { entriesRead: entriesRead === null ? null : Number(entriesRead) }),
    // Called 'pel' in the documentation, 'pending' by every server seen so far.
    pending: arrayReply(info.get('pending') ?? info.get('pel')).map((entry) => {
      const [id, consumer, deliveredAt, deliveries] = arrayReply(entry);
      return {
        id: String(id),
        consumer: base64Reply(consumer),
        deliveredAt: Number(deliveredAt),
        deliveries: Number(deliveries),
      };
    }),
    consumers: arrayReply(info.get('consumers'))
      .map((consumer) => base64Reply(mapReply(consumer).get('name')))
      .sort(),
  };
}
