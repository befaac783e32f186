import { Button } from '../parts/button.js';
import { Dialog } from '../parts/dialog.js';
import { PAGES } from './pages.js';
import './shortcut-help.css';

/** All keys, on one sheet. */
export function ShortcutHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className="shortcuts">
        <Keys of={['/']}>Find an item</Keys>
        {PAGES.map(({ key, name }) => (
          <Keys key={key} of={['g', key]}>
            {name}
          </Keys>
        ))}
        <Keys of={['?']}>This sheet</Keys>
        <Keys of={['Esc']}>Close it</Keys>
      </dl>
      <div className="dialog-actions">
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}

function Keys({ of, children }: { readonly of: readonly string[]; readonly children: string }) {
  return (
    <div>
      <dt>
        {of.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
