"""Record what the units of your networks do, and ask Unitgraph which of them other networks have.

>>> import unitgraph
>>> client = unitgraph.Client("http://127.0.0.1:4000")
>>> unitgraph.record(model, loader, name="mine", to=client)
>>> client.compare("mine/layer2", "alexnet-1/conv3").page
"""

from .client import Client
from .comparison import Comparison
from .errors import (
    Incomparable,
    MissingPackage,
    NoSuchLayer,
    NotFinite,
    NotFound,
    OtherStimuli,
    QueryError,
    RecordingError,
    RequestRefused,
    ServerUnreachable,
    ShuffledLoader,
    StillComputing,
    Unavailable,
    UnitgraphError,
)
from .probe_set import ProbeSet
from .recording.digest import StimulusDigest
from .recording.layers import usual_layers
from .recording.record import Recorded, record
from .reduction import Sampled
from .similarity import Similarity
from .timeline import Timeline

__all__ = [
    "Client",
    "Comparison",
    "Incomparable",
    "MissingPackage",
    "NoSuchLayer",
    "NotFinite",
    "NotFound",
    "OtherStimuli",
    "ProbeSet",
    "QueryError",
    "Recorded",
    "RecordingError",
    "RequestRefused",
    "Sampled",
    "ServerUnreachable",
    "ShuffledLoader",
    "Similarity",
    "StillComputing",
    "StimulusDigest",
    "Timeline",
    "Unavailable",
    "UnitgraphError",
    "record",
    "usual_layers",
]
