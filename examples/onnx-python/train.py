"""Learns the duplicate, anomaly or coding model of Triage Cluster with scikit-learn and writes it as ONNX.

    ./triage onnx features --model duplicate --ledger FILE --out rows
    python3 examples/onnx-python/train.py rows duplicate.onnx
    ./triage onnx pack --from PACKAGE --model duplicate=duplicate.onnx --ledger FILE --out models/brought

Needs what Debian calls python3-sklearn and python3-onnx. No converter is needed: a network is a few matrices, and those are written here
as they are.
"""
import json
import sys
from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

OPSET = 17
IR_VERSION = 8
ROWS_MAX = 100_000
SEED = 1


def read(folder):
    """Rows, labels and what they are. Too many rows are drawn from, so that all that are right stay."""
    schema = json.loads((folder / "schema.json").read_text())
    rows = np.load(folder / "rows.npy", mmap_mode="r")
    labels = np.load(folder / "labels.npy")
    if len(rows) > ROWS_MAX:
        right = np.flatnonzero(labels == 1)
        wrong = np.flatnonzero(labels == 0)
        drawn = np.random.default_rng(SEED).choice(wrong, max(ROWS_MAX - len(right), ROWS_MAX // 2), replace=False)
        chosen = np.sort(np.concatenate([right, drawn]))
        rows, labels = rows[chosen], labels[chosen]
    return np.asarray(rows, dtype=np.float32), labels, schema


def learn(rows, labels):
    """One hidden layer over standardised features. Whether the probabilities are true does not matter here: pack calibrates them."""
    scaler = StandardScaler().fit(rows)
    network = MLPClassifier(hidden_layer_sizes=(48,), early_stopping=True, random_state=SEED, max_iter=60)
    return scaler, network.fit(scaler.transform(rows), labels)


def as_onnx(scaler, network, schema):
    """Rows in, one probability a row out. Standardising is folded into the first layer, so the graph is Gemm, Relu, Gemm, Sigmoid."""
    first, second = network.coefs_
    scale = 1 / scaler.scale_
    tensors = {
        "w1": scale[:, None] * first,
        "b1": network.intercepts_[0] - (scaler.mean_ * scale) @ first,
        "w2": second,
        "b2": network.intercepts_[1],
    }
    graph = helper.make_graph(
        [
            helper.make_node("Gemm", ["features", "w1", "b1"], ["hidden"]),
            helper.make_node("Relu", ["hidden"], ["active"]),
            helper.make_node("Gemm", ["active", "w2", "b2"], ["log_odds"]),
            helper.make_node("Sigmoid", ["log_odds"], ["probability"]),
        ],
        schema["model"],
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["rows", len(schema["features"])])],
        [helper.make_tensor_value_info("probability", TensorProto.FLOAT, ["rows", 1])],
        [numpy_helper.from_array(value.astype(np.float32), name) for name, value in tensors.items()],
    )
    model = helper.make_model(graph, producer_name="scikit-learn", opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
    # With this note the model is never given rows of other features.
    helper.set_model_props(model, {"feature_schema_sha256": schema["feature_schema_sha256"]})
    checker.check_model(model)
    return model


def main(folder, path):
    rows, labels, schema = read(Path(folder))
    scaler, network = learn(rows, labels)
    Path(path).write_bytes(as_onnx(scaler, network, schema).SerializeToString())
    share = network.predict_proba(scaler.transform(rows))[:, 1]
    print(f"{schema['model']}: learned from {len(rows)} rows, {int(labels.sum())} of them right; mean probability {share.mean():.4f}; written to {path}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
