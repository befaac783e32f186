import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useSignIn } from '../../api/session.js';
import { Button } from '../../parts/button.js';
import { Page } from '../../parts/page.js';
import './sign-in-page.css';

/** An API key is exchanged for a cookie that no script can read. */
export function SignInPage() {
  const [key, setKey] = useState('');
  const signIn = useMutation({ mutationFn: useSignIn() });
  return (
    <main className="sign-in">
      <Page title="Sign in to Shelfwire">
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (key.trim() !== '') signIn.mutate(key.trim());
          }}
        >
          <label className="field">
            API key
            <input
              type="password"
              autoComplete="current-password"
              value={key}
              onChange={({ target }) => setKey(target.value)}
            />
          </label>
          <p className="small muted">
            <code>npx shelfwire keys create --name you --scope operator</code> makes one;{' '}
            <code>npm start</code> has written its own to <code>.shelfwire/run/api-key</code>. The
            key itself is not kept in this browser.
          </p>
          {signIn.error && <p role="alert">{signIn.error.message}</p>}
          <div className="row">
            <Button
              type="submit"
              kind="main"
              because={key.trim() === '' ? 'Give the key first' : undefined}
            >
              {signIn.isPending ? 'Signing in …' : 'Sign in'}
            </Button>
          </div>
        </form>
      </Page>
    </main>
  );
}
