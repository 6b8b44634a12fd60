import './globals.css';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { GraphqlProvider } from '../src/graphql/GraphqlProvider';
import { BottomBar } from '../src/shell/BottomBar';
import { Shortcuts } from '../src/shell/Shortcuts';
import { TopBar } from '../src/shell/TopBar';
import { readTheme, themeCookie } from '../src/theme/theme';

export const metadata: Metadata = {
  title: { default: 'Unitgraph', template: '%s · Unitgraph' },
  description: 'Which units of one neural network are also in another.',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fafbfc' },
    { media: '(prefers-color-scheme: dark)', color: '#0d1015' },
  ],
};

// Nothing here exists at build time: every page is about what the API holds now.
export const dynamic = 'force-dynamic';

export default async function Layout({ children }: { children: ReactNode }) {
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme} suppressHydrationWarning>
      <body>
        <a
          href="#content"
          className="sr-only z-50 rounded-small bg-accent px-3 py-2 text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          Skip to the content
        </a>
        <GraphqlProvider>
          <TopBar theme={theme} />
          <main
            id="content"
            tabIndex={-1}
            className="mx-auto max-w-[90rem] px-4 pt-6 pb-28 focus:outline-none sm:px-6 md:pb-16"
          >
            {children}
          </main>
          <BottomBar />
          <Shortcuts />
        </GraphqlProvider>
      </body>
    </html>
  );
}
