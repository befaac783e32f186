import type { DataSource } from 'typeorm';
import type { Sellers } from '../sellers/sellers.js';
import type { Bell } from '../stages/timers.js';
import type { World } from './world.js';

const SECOND_MS = 1_000;
/** The relay rings most often by far. */
const RUNG: readonly Bell[] = ['relay', 'relay', 'relay', 'relay', 'relay', 'sweep', 'look'];
const MOST_TURNS = 60_000;
/** A process that is stopped for longer than this has lost its partitions or its lease. */
const SESSION_TURNS = 40;

/**
 * Plays the plan to its end: while the legacy systems are at work things go wrong, then everything
 * comes to rest.
 *
 * @throws what a stage threw that was not worth trying again
 */
export async function play(world: World, connections: readonly DataSource[]): Promise<void> {
  while (isAtWork(world)) await turn(world, connections);
  for (const branch of world.branches) branch.clerk.close();
  world.calm();
  // some claims are left to expire, some are not
  if (world.sellers && world.random.chance(0.6)) world.time.now += 90 * SECOND_MS;
  do {
    while (await isBusy(world, connections)) await turn(world, connections);
  } while (world.sellers && world.ringAll());
}

const isAtWork = ({ branches, sellers }: World): boolean =>
  branches.some(({ left, open }) => left > 0 || open.length > 0) ||
  (sellers !== undefined && (sellers.left > 0 || sellers.sales.length > 0));

async function turn(world: World, connections: readonly DataSource[]): Promise<void> {
  if (world.failure !== undefined) throw world.failure;
  if (world.scheduler.turns > MOST_TURNS) throw new Error('it never comes to rest');
  world.time.now += world.random.whole(1, 40);
  if (world.random.chance(0.04)) workOf(world);
  if (world.random.chance(0.2)) captureOf(world);
  if (world.sellers) sellersOf(world, world.sellers);
  await misfortunes(world, connections);
  await world.scheduler.turn();
}

async function isBusy(world: World, connections: readonly DataSource[]): Promise<boolean> {
  await bringBack(world, connections);
  return world.branches.some(({ capture }) => capture.hasMore) || world.scheduler.hasReady();
}

/** One of the legacy systems begins or commits a transaction, or has its tables read anew. */
function workOf(world: World): void {
  const { branches, random } = world;
  const branch = random.pick(branches);
  const { clerk, open, system } = branch;
  if (branch.left > 0 && (open.length === 0 || random.chance(0.5))) {
    branch.left -= 1;
    open.push(clerk.work());
  } else {
    const [transaction] = open.splice(random.whole(0, open.length - 1), 1);
    if (transaction) world.note(clerk.commit(transaction));
  }
  if (random.chance(0.1)) system.database.openWindow(random.pick(system.database.tables()));
}

function captureOf(world: World): void {
  const { capture, system } = world.random.pick(world.branches);
  if (!world.faults.happens('replay')) {
    capture.advance();
    return;
  }
  capture.advance(world.random.whole(0, 2));
  const entries = world.random.whole(1, 8);
  capture.goBack(entries);
  world.note(`the capture of ${system.source} dies and goes back by ${entries}`);
}

/** Sellers call, what they sold is shown by the authority, time passes, timers ring. */
function sellersOf(world: World, sellers: Sellers): void {
  const { random, time } = world;
  if (sellers.left > 0 && random.chance(0.03)) world.sell(sellers);
  if (sellers.sales.length > 0 && random.chance(0.01)) showSale(world, sellers);
  if (sellers.left + sellers.sales.length === 0) return;
  if (random.chance(0.02)) world.ring(random.pick(RUNG));
  if (random.chance(0.003)) time.now += random.pick([10, 30, 90]) * SECOND_MS;
}

function showSale(world: World, sellers: Sellers): void {
  const [sale] = sellers.sales.splice(0, 1);
  const branch = world.branches.find(({ clerk }) => clerk.sells(sale?.order.type));
  const told = sale && branch?.clerk.sell(sale);
  if (told !== undefined) world.note(told);
}

async function misfortunes(world: World, connections: readonly DataSource[]): Promise<void> {
  const { crew, faults, random, scheduler, surroundings } = world;
  if (faults.happens('rebalance')) {
    random.pick(Object.values(surroundings.groups)).rebalance();
    world.note('the group is dealt out anew');
  }
  if (faults.happens('policy')) {
    world.terms = world.newTerms(`p${scheduler.turns}`, random);
    for (const { task, timeOut } of crew.filter(({ kind }) => kind !== 'publisher')) {
      await timeOut();
      scheduler.kill(task);
    }
    world.note('a new policy: every stage is started anew');
  }
  for (const process of crew) {
    const { task, timeOut, database } = process;
    const isSilent = task.isDead || task.stalledUntil > scheduler.turns + SESSION_TURNS;
    if (!isSilent || !random.chance(0.05)) continue;
    await timeOut();
    if (random.chance(0.3)) await database.end();
    world.note(`${task.name} has been silent for too long`);
  }
  if (random.chance(0.1)) await bringBack(world, connections);
}

/** Starts anew whatever is dead. */
async function bringBack(world: World, connections: readonly DataSource[]): Promise<void> {
  for (const [at, { task, kind, timeOut, database }] of world.crew.entries()) {
    if (!task.isDead) continue;
    await timeOut();
    await database.end();
    world.crew[at] = world.start(kind, connections[at]);
    world.note(`${kind} is started anew as ${world.crew[at].task.name}`);
  }
}
