import { useSession, useSignOut } from '../api/session.js';
import { Button } from '../parts/button.js';

/** Who is signed in, where the server asks at all. */
export function SignedIn() {
  const { data: session } = useSession();
  const signOut = useSignOut();
  if (session?.kind !== 'signed-in') return null;
  return (
    <span className="row">
      <span className="small muted" title={`scope ${session.scope}`}>
        {session.name}
      </span>
      <Button onClick={() => void signOut()}>Sign out</Button>
    </span>
  );
}
