import { NetworksPage } from '../src/networks/NetworksPage';

export default function Page() {
  return <NetworksPage />;
}
