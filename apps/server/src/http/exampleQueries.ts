/** What GraphiQL opens with: one tab each. They run as they are on the example networks. */
export const EXAMPLE_QUERIES: readonly string[] = [
  `# The networks, their layers, and how well they do. Ctrl-Enter runs the query.
query Networks {
  networks {
    totalCount
    nodes {
      id
      name
      parameterCount
      accuracy { ... on Accuracy { heldOut heldOutCount } ... on Computation { title progress } }
      layers { nodes { name kind unitCount positions } }
    }
  }
}
`,
  `# Best partners of one unit in all other networks, and what drives both.
query Partners {
  node(id: "unit:alexnet-1/conv3/17") {
    ... on Unit {
      topStimuli(first: 3) { ... on TopStimuli { activations { value crop stimulus { label } } } }
      correlates(first: 5) {
        ... on Correlates {
          matches { value mutual target { id topStimuli(first: 3) { ... on TopStimuli { activations { value crop } } } } }
        }
        ... on Computation { id title progress }
      }
    }
  }
}
`,
  `# Two layers, unit by unit, beside what chance gives.
query Compare {
  compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-2/conv1") {
    ... on LayerComparison {
      samples
      greedy: matching(rule: GREEDY) { ... on Matching { mean agreement deadLeft deadRight } }
      assignment: matching(rule: ASSIGNMENT) {
        ... on Matching {
          mean
          matches(first: 5) { nodes { rank value source { index } target { index } mutual } }
          interval { ... on Interval { low high } }
          baseline(kind: PERMUTATION) { ... on Baseline { mean percentile95 pValue } }
        }
        ... on Computation { id title progress }
      }
    }
    ... on Incomparable { reason message }
  }
}
`,
  `# One to few, many to many: a unit as a sum of few others, and the units that it is clustered with.
query Structure {
  node(id: "unit:alexnet-2/conv1/16") {
    ... on Unit {
      predictors(in: "layer:alexnet-1/conv1") {
        ... on Predictors { point { penalty rSquared contributing } contributors(first: 5) { weight unit { id } } }
        ... on Computation { id title progress }
      }
      clusterMates(in: "layer:alexnet-1/conv1") {
        ... on ClusterMates { left right mates(first: 5) { correlation unit { id } } }
        ... on Computation { id title progress }
      }
    }
  }
}
`,
  `# The paper's main figure: how alike networks are over depth.
query Convergence {
  convergence(networks: ["network:alexnet-1", "network:alexnet-2"], kinds: [CONVOLUTION]) {
    layers
    pairs {
      points {
        layer
        comparison {
          ... on LayerComparison {
            greedy: matching(rule: GREEDY) { ... on Matching { mean } }
            assignment: matching(rule: ASSIGNMENT) { ... on Matching { mean } }
          }
        }
      }
    }
  }
}
`,
  `# Every layer of a residual network against every layer of another one: where in depth are they alike?
query Layers {
  network(slug: "resnet-1") {
    similarity(to: "network:resnet-2", by: CKA_LINEAR) {
      ... on LayerMatrix {
        rows { name }
        columns { name }
        cells { values range direction pending caveats computation { id title progress } }
      }
      ... on Unavailable { message }
    }
  }
}
`,
  `# Units of the first layer that are in all the networks, beside what a random rotation gives.
query Universality {
  universality(networks: ["network:alexnet-1", "network:alexnet-2", "network:alexnet-3"], layers: ["conv1"], threshold: 0.1) {
    parts { layer { id } counts { ... on UniversalityCounts { all some one dead } ... on Computation { id title progress } } }
    units(foundIn: ALL, first: 5) {
      ... on UnitUniversalityConnection {
        totalCount
        nodes { excess unit { id } networks { surplus best { value target { id } } } }
      }
      ... on Computation { id title progress }
    }
  }
}
`,
  `# Everything that is computed, as it happens.
subscription Activity {
  activity { id title state progress stage secondsLeft error }
}
`,
];
