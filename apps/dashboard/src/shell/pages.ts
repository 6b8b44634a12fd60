import {
  ActivityIcon,
  CompareIcon,
  ConvergenceIcon,
  NetworksIcon,
  QueryIcon,
  StimuliIcon,
  UniversalityIcon,
  UploadIcon,
} from '../components/icons';

/** The pages of the navigation. `letter` goes there after `g`; see `PageLinks` for those that need a wide screen. */
export const pages = [
  { href: '/', label: 'Networks', letter: 'n', within: '/networks', Icon: NetworksIcon },
  { href: '/convergence', label: 'Convergence', letter: 'v', within: '/convergence', Icon: ConvergenceIcon },
  { href: '/universality', label: 'Universality', letter: 'u', within: '/universality', Icon: UniversalityIcon },
  { href: '/compare', label: 'Compare', letter: 'c', within: '/compare', Icon: CompareIcon },
  { href: '/query', label: 'Query', letter: 'q', within: '/query', Icon: QueryIcon },
  { href: '/activity', label: 'Activity', letter: 'a', within: '/activity', Icon: ActivityIcon },
  { href: '/import', label: 'Import', letter: 'i', within: '/import', Icon: UploadIcon },
  { href: '/probe-sets', label: 'Probe sets', letter: 'p', within: '/probe-sets', Icon: StimuliIcon },
] as const;

export function isCurrent(page: (typeof pages)[number], path: string): boolean {
  if (page.href === '/') return path === '/' || path.startsWith(page.within);
  if (page.href === '/compare') return path.startsWith('/compare') || path.startsWith('/pair');
  return path.startsWith(page.within);
}
