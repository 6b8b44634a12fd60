import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';

const repository = fileURLToPath(new URL('../..', import.meta.url));

const config: NextConfig = {
  // The workspace's modules are hoisted, so the bundler has to see the repository's root.
  turbopack: { root: repository },
  outputFileTracingRoot: repository,
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // `npm run check` runs the type checker; doing it again here would only make the first `npm start` slower.
  typescript: { ignoreBuildErrors: true },
  // Next would otherwise write instruction files into the checkout and ask a service for advisories.
  agentRules: false,
  experimental: { agentUpgrade: false, optimizePackageImports: ['radix-ui'] },
};

export default config;
