/** Tests that this machine cannot run and that whoever runs them has left out by name; see CONTRIBUTING.md. */
export const LEFT_OUT: readonly string[] =
  process.env['SHELFWIRE_WITHOUT'] === 'tryton' ? ['test/packs/tryton/**'] : [];
