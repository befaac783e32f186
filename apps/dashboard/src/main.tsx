import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { makeQueries } from './api/make-queries.js';
import { App } from './app.js';
import { applyTheme, storedTheme } from './shell/theme.js';
import './styles/tokens.css';
import './styles/base.css';

applyTheme(storedTheme());

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={makeQueries()}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
