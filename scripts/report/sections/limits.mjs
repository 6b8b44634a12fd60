/** What these networks can and cannot show. Words alone: it asks nothing. */
export async function limits() {
  return `- **The layers are narrow.** 32 to 96 units stand for the paper's 96 to 384. The best of few partners is worse than the best of many, and
  a matching of few units leaves more of them with a poor one: part of why greedy and assignment agree less here.
- **The images are small.** 8 x 8 pixels hold little that a layer must know, and conv5 sees the whole image at every position.
  What the paper saw rise at conv5 belongs to objects, of which there are none here.
- **Positions are correlated.** 64 positions of one image are not 64 samples. Permutation baselines keep them together, intervals draw
  whole images, and caveats say so where a number depends on it.
- **Baselines change the reading.** The paper compares matched values with each other over depth. Beside what random rotations give,
  the fall is smaller than it looks: the baseline falls, too.
- **The probe images were trained on**, seven in ten of them. All networks name these without a mistake.`;
}
