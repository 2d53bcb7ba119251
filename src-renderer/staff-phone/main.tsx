/** Entry of the staff phone page. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import '../ui/tokens.css';
import '../ui/base.css';
import './phone.css';
import { App } from './app.tsx';
import { keepOffline } from './offline/keep-offline.ts';

// zod would build its parsers with `new Function`, which the page's content security policy forbids.
z.config({ jitless: true });

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
keepOffline();
