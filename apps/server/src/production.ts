/**
 * Imported before anything else: graphql and express check and explain much more where this is not set, at a tenth of the
 * speed of a warm query. Whoever develops sets it to `development`.
 */
process.env.NODE_ENV ??= 'production';
