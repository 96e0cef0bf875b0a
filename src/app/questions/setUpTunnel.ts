import * as vscode from 'vscode';
import { formatAddressMap, parseAddressMap } from '../../core/model/addressMap';
import type { AddressMapping, Endpoint, Place } from '../../core/model/endpoint';
import { isGateway, sshCommand, tunnelMap } from '../../core/model/tunnel';
import { connectionOf, withConnection, withMap } from '../desk/connectionChoice';
import type { Desk } from '../desk/desk';
import { inBackground } from '../desk/inBackground';
import { runSteps } from '../desk/steps';
import type { Step } from '../desk/steps';
import { t } from '../../core/model/t';
import { COMMANDS } from '../ids';
import { mapProblem } from './askConnection';
import { shownCacheAt } from './connectionOptions';
import { textStep } from './textStep';

/** The first local port that is proposed: away from a Redis of this machine. */
const FIRST_PORT = 7001;

/** A longer command is copied, and not shown as a whole. */
const MOST_LINES = 12;

interface TunnelDraft {
  gateway: string;
  map: string;
}

/**
 * Set Up a Tunnel…: asks through which host, proposes a local port for every node that is known, shows the command that
 * digs the tunnel, and keeps the address map. We dig nothing ourselves.
 */
export async function setUpTunnel(desk: Desk, endpoint: Endpoint): Promise<Endpoint | undefined> {
  const map = endpoint.addressMap ?? tunnelMap(await placesOf(desk, endpoint), FIRST_PORT);
  const draft: TunnelDraft = { gateway: '', map: formatAddressMap(map) };
  const title = t('Set Up a Tunnel to {0}', endpoint.name);
  if (!(await runSteps(draft, steps(title)))) return undefined;
  const addressMap = parseAddressMap(draft.map);
  const command = sshCommand(addressMap, draft.gateway.trim());
  if (!(await handOver(title, addressMap, command))) return undefined;
  const changed = withConnection(endpoint, withMap(connectionOf(endpoint), addressMap));
  await desk.endpoints.save(changed);
  desk.profiles.forget(endpoint.id);
  inBackground(desk.log, 'Showing a message', offerTest(changed));
  return changed;
}

/** Where the endpoint is, and every node of it that AWS told of: a cluster sends us to all of them. */
async function placesOf(desk: Desk, { address }: Endpoint): Promise<Place[]> {
  const own = [address, ...(address.sentinel?.others ?? [])];
  const shown = await shownCacheAt(desk, address);
  if (shown?.cache.kind !== 'replication group') return own;
  const nodes = [...shown.cache.shards.flatMap((shard) => shard.nodes), ...shown.members];
  return [...own, ...nodes.flatMap((node) => node.address ?? [])];
}

function steps(title: string): Step<TunnelDraft>[] {
  return [
    textStep(title, 'gateway', {
      prompt: t('The host that the tunnel goes through, as ssh knows it: one that reaches the server.'),
      placeholder: 'ec2-user@bastion.example',
      validate: (answer) =>
        isGateway(answer.trim()) ? undefined : t('Write the host as ssh takes it: user@host.'),
    }),
    textStep(title, 'map', {
      prompt: t(
        'What the tunnel leads to, and by which local port: every node of a cluster, by the name that the cluster tells.',
      ),
      validate: mapProblem,
    }),
  ];
}

/** True when the user has the command. */
async function handOver(title: string, map: readonly AddressMapping[], command: string): Promise<boolean> {
  const lines = command.split('\n');
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '…'] : lines;
  const copy = t('Copy Command');
  const terminal = t('Show in Terminal');
  const pressed = await vscode.window.showInformationMessage(
    title,
    {
      modal: true,
      detail: [
        t('Run this on the machine that this window works on, and leave it running:'),
        shown.join('\n'),
        map.length === 1
          ? t('The endpoint is then dialled through it.')
          : t('The endpoint is then dialled through it, at {0} places.', map.length),
      ].join('\n\n'),
    },
    copy,
    terminal,
  );
  if (pressed === copy) await vscode.env.clipboard.writeText(command);
  if (pressed === terminal) {
    const opened = vscode.window.createTerminal('ssh');
    opened.show();
    // Not run: it is the user's to look at.
    opened.sendText(lines.map((line) => line.trim().replace(/ \\$/, '')).join(' '), false);
  }
  return pressed !== undefined;
}

async function offerTest({ id, name }: Endpoint): Promise<void> {
  const test = t('Test Connection');
  const pressed = await vscode.window.showInformationMessage(
    t('{0} is reached through the tunnel from now on. Test the connection once ssh runs.', name),
    test,
  );
  if (pressed === test) await vscode.commands.executeCommand(COMMANDS.testConnection, id);
}
