/**
 * Whether somebody goes through a plot with the keyboard: then the cursor is theirs, and a pointer that the page moved away from under, or
 * the plot from under a pointer, does not take it.
 */
export const walkedByKeys = (plot: Element): boolean => plot.matches(':focus-visible');
