import { NotHere } from '../src/components/NotHere';

export default function NotFound() {
  return <NotHere what="page at this address" />;
}
