import { bestOfColumns, bestOfRows, type Correlation } from '@unitgraph/analysis';
