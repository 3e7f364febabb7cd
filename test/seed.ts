/**
 * The seed of all random tests: a run is the same everywhere, and a failure can be repeated. Other seeds are for longer
 * runs by hand: `TFVPC_SEED=1 npx tap run test/plan`.
 */
export const SEED = Number(process.env.TFVPC_SEED ?? 20261120);
