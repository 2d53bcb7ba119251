/** Entry of the control room page. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { HashRouter } from 'react-router';
import { z } from 'zod';
import '../ui/tokens.css';
import '../ui/base.css';
import { App } from './app.tsx';

// zod would build its parsers with `new Function`, which the page's content security policy forbids.
z.config({ jitless: true });

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <HashRouter>
      <App />
    </HashRouter>
  </StrictMode>,
);
