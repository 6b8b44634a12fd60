/** Columns that end in `_json` hold JSON; times are ISO 8601 in UTC. Plain types, so PostgreSQL can hold the same. */
export interface Tables {
  networks: {
    slug: string;
    name: string;
    architecture: string | null;
    format: string;
    digest: string;
    bytes: number;
    parameter_count: number;
    input_shape_json: string;
    input_json: string | null;
    preprocessing_json: string;
    stated_accuracy: number | null;
    run: string | null;
    step: number | null;
    imported_at: string;
    place: number;
  };
  layers: {
    network: string;
    place: number;
    name: string;
    description_json: string;
  };
  probe_sets: {
    slug: string;
    name: string;
    digest: string;
    count: number;
    shape_json: string;
    maximum: number;
    classes_json: string;
    credit: string | null;
    labels_blob: string | null;
    held_out_blob: string | null;
    held_out_count: number;
    stimuli_type: string | null;
    source: string | null;
    names_blob: string | null;
    thumbnails_blob: string | null;
    notes_json: string | null;
    imported_at: string | null;
    place: number;
  };
  computations: {
    key: string;
    kind: string;
    title: string;
    state: string;
    progress: number;
    price_json: string;
    error: string | null;
    notice: string | null;
    requested_at: string;
    started_at: string | null;
    ended_at: string | null;
  };
  imports: {
    id: string;
    network: string;
    probe_set: string;
    layers_json: string;
    files_json: string;
    manifest_json: string;
    state: string;
    problem: string | null;
    begun_at: string;
    ended_at: string | null;
  };
  import_shards: {
    import: string;
    shard: number;
    sha256: string;
    bytes: number;
    problem: string | null;
  };
  recordings: {
    network: string;
    layer: string;
    probe_set: string;
    reduction_json: string;
    content: string;
    depth: number | null;
    stimuli: number;
    bytes: number;
    import: string;
  };
  settings: { name: string; value_json: string };
}
