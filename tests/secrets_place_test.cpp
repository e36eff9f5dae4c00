#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "mig/secrets/place/find_places.hpp"

namespace mig::secrets {
namespace {

char lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

// What a search for the literals would do, hit by hit.
Detections places(std::string_view bytes, bool in_text = false) {
  const Text text{"notes.md", bytes, FileRole::evidence, 0};
  Detections found;
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (std::string_view literal : place_literals()) {
      if (bytes.size() - at < literal.size()) continue;
      const auto same = [](char a, char b) { return a == lower(b); };
      if (std::equal(literal.begin(), literal.end(), bytes.begin() + static_cast<long>(at), same))
        find_place(
            text, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + literal.size())},
            found);
    }
  if (in_text) find_places_in_text(text, found);
  return found;
}

void expect_place(std::string_view bytes, std::string_view covered, double longitude,
                  double latitude, int decimals) {
  const auto found = places(bytes, true);
  ASSERT_FALSE(found.empty()) << bytes;
  const Detection& one = found.front();
  EXPECT_EQ(bytes.substr(one.span.begin, one.span.end - one.span.begin), covered);
  EXPECT_EQ(one.rule, "location-coordinate");
  ASSERT_FALSE(one.points.empty());
  EXPECT_NEAR(one.points[0].longitude, longitude, 0.001) << bytes;
  EXPECT_NEAR(one.points[0].latitude, latitude, 0.001) << bytes;
  int finest = 0;
  for (const Point& point : one.points) finest = std::max(finest, point.decimals);
  EXPECT_EQ(finest, decimals) << bytes;
}

void expect_none(std::string_view bytes) {
  for (const Detection& one : places(bytes, true))
    ADD_FAILURE() << bytes << ": " << one.rule << " " << one.value;
}

struct Value {
  std::string_view column;
  std::string value;
};

Detections in_row(const std::vector<Value>& values) {
  Row row;
  row.table = "sites";
  std::uint32_t at = 10;
  for (const Value& value : values) {
    const auto size = static_cast<std::uint32_t>(value.value.size());
    row.cells.push_back({value.column, value.value, {at, at + size}, true});
    at += size + 2;
  }
  Detections found;
  find_places_in_row(row, found);
  return found;
}

int finest_in_row(const std::vector<Value>& values, std::string_view rule) {
  int finest = -1;
  for (const Detection& one : in_row(values))
    for (const Point& point : one.points)
      if (one.rule == rule) finest = std::max(finest, point.decimals);
  return finest;
}

TEST(PlaceLiterals, AreLowerCaseAndEachOnce) {
  std::set<std::string_view> seen;
  for (std::string_view literal : place_literals()) {
    EXPECT_GE(literal.size(), 3U) << literal;
    EXPECT_TRUE(seen.insert(literal).second) << literal;
    EXPECT_TRUE(std::none_of(literal.begin(), literal.end(), [](char byte) {
      return byte >= 'A' && byte <= 'Z';
    })) << literal;
  }
}

TEST(Places, WellKnownText) {
  expect_place("'POINT(-71.234567 44.123456)'", "-71.234567 44.123456", -71.2346, 44.1235, 6);
  expect_place("SRID=4326;POINT Z (-71.2345 44.1234 210)", "-71.2345 44.1234", -71.2345, 44.1234,
               4);
  expect_place("'LINESTRING (-71.5 44.25, -71.512 44.251)'", "-71.5 44.25, -71.512 44.251", -71.5,
               44.25, 3);
  expect_place("'GEOMETRYCOLLECTION(POINT(-71.2 44.1),POINT(-71.21 44.1))'",
               "-71.2 44.1),POINT(-71.21 44.1", -71.2, 44.1, 2);
  expect_none("'POINT(0 0)' 'POINT EMPTY' 'POLYGON((-180 -90, 180 90))' POINT(500123 4649776)");
}

TEST(Places, OneDetectionPerGeometry) {
  EXPECT_EQ(places("'MULTIPOINT((-71.2345 44.1234),(-71.2346 44.1235))'").size(), 1U);
  EXPECT_EQ(places("'GEOMETRYCOLLECTION(POINT(-71.2345 44.1),POINT(-71.2345 44.1))'").size(), 1U);
}

// The expected degrees come from another method, Krueger's series, not from the code under test.
TEST(Places, ProjectedSystems) {
  expect_place("ST_GeomFromText('POINT(-7929788.3 5484558.5)', 3857)", "-7929788.3 5484558.5",
               -71.2345, 44.1234, 6);
  expect_place("ST_SetSRID(ST_MakePoint(321221.2, 4888006.4), 32619)", "321221.2, 4888006.4",
               -71.2345, 44.1234, 6);
  // Rounded to 100 m; the shift between the ellipsoids of the survey and of GPS is left out.
  expect_place("SRID=27700;POINT(529800 180000)", "529800 180000", -0.1298, 51.5033, 3);
  expect_place("UTM 19N 321221 4888006", "321221 4888006", -71.2345, 44.1234, 5);
}

TEST(Places, WellKnownBinary) {
  // POINT(-71.25 44.125) of either byte order, and with a reference system.
  expect_place(
      "0101000000"
      "0000000000D051C0"
      "0000000000104640",
      "0101000000"
      "0000000000D051C0"
      "0000000000104640",
      -71.25, 44.125, 3);
  expect_place(
      "0101000020E6100000"
      "0000000000D051C0"
      "0000000000104640",
      "0101000020E6100000"
      "0000000000D051C0"
      "0000000000104640",
      -71.25, 44.125, 3);
  expect_place(
      "0000000001"
      "C051D00000000000"
      "4046100000000000",
      "0000000001"
      "C051D00000000000"
      "4046100000000000",
      -71.25, 44.125, 3);
  expect_none(
      "0101000000"
      "0000000000D051C0"
      "00000000001046");  // cut off
  expect_none(
      "ab0101000000"
      "0000000000D051C0"
      "0000000000104640");  // within other digits
  expect_none(
      "0101000000"
      "0000000000000000"
      "0000000000000000");
}

TEST(Places, CallsWithNumbers) {
  expect_place("ST_MakePoint(-71.2345, 44.1234)", "-71.2345, 44.1234", -71.2345, 44.1234, 4);
  expect_place("ST_Point('-71.2345'::float8, '44.1234')", "-71.2345'::float8, '44.1234", -71.2345,
               44.1234, 4);
  expect_place("ll_to_earth(44.1234, -71.2345)", "44.1234, -71.2345", -71.2345, 44.1234, 4);
  expect_place("geography::Point(44.1234, -71.2345, 4326)", "44.1234, -71.2345", -71.2345, 44.1234,
               4);
  expect_place("'(-71.2345,44.1234)'::point", "-71.2345,44.1234", -71.2345, 44.1234, 4);
  expect_place("point({latitude: 44.1234, longitude: -71.2345})", "44.1234, longitude: -71.2345",
               -71.2345, 44.1234, 4);
  expect_place("point({x: -71.2345, y: 44.1234, srid: 4326})", "-71.2345, y: 44.1234", -71.2345,
               44.1234, 4);
  expect_none("ST_MakePoint(lon, lat) ST_MakePoint($1, $2) ST_MakeEnvelope(-180,-90,180,90,4326)");
  expect_none("point({x: 1.2345, y: 2.3456, crs: 'cartesian'}) point(1.5, 2.5) endpoint(1)");
}

TEST(Places, KeysOfDocuments) {
  expect_place(R"({"coordinates":[-71.2345,44.1234]})", "-71.2345,44.1234", -71.2345, 44.1234, 4);
  expect_place(R"({\"coordinates\": [[[-71.2345, 44.1234], [-71.1, 44.2]]]})",
               "-71.2345, 44.1234], [-71.1, 44.2", -71.2345, 44.1234, 4);
  expect_place(R"({"lon":-71.2345,"lat":44.1234})", "-71.2345,\"lat\":44.1234", -71.2345, 44.1234,
               4);
  expect_place("lat: 44.1234\nlon: -71.2345\n", "44.1234\nlon: -71.2345", -71.2345, 44.1234, 4);
  expect_place(R"("location": "44.1234,-71.2345")", "44.1234,-71.2345", -71.2345, 44.1234, 4);
  expect_place(R"("geo_point": [-71.2345, 44.1234])", "-71.2345, 44.1234", -71.2345, 44.1234, 4);
  expect_place("<coordinates>-71.2345,44.1234,0</coordinates>", "-71.2345,44.1234", -71.2345,
               44.1234, 4);
  expect_place(R"(<trkpt lat="44.1234" lon="-71.2345">)", R"(44.1234" lon="-71.2345)", -71.2345,
               44.1234, 4);
  expect_place(R"("latitudeE7": 441234560, "longitudeE7": -712345670)",
               R"(441234560, "longitudeE7": -712345670)", -71.2346, 44.1235, 6);
  expect_none("+proj=lcc +lat_1=44.166667 +lat_2=37.266667 +lon_0=-71.5");
  expect_none("CHECK (latitude BETWEEN -90.0 AND 90.0) latitude numeric(9,6) flat: 44.1234");
  expect_none(R"(<polygon points="12.345,6.789 20.1,30.2"/> background-position: 1.25px 2.5px)");
}

TEST(Places, AddressesOfMaps) {
  expect_place("https://www.google.com/maps/@44.1234,-71.2345,17z", "44.1234,-71.2345", -71.2345,
               44.1234, 4);
  expect_place("https://maps.apple.com/?ll=44.1234%2C-71.2345", "44.1234%2C-71.2345", -71.2345,
               44.1234, 4);
  expect_place("openstreetmap.org/#map=17/44.1234/-71.2345", "44.1234/-71.2345", -71.2345, 44.1234,
               4);
  expect_place("geo:44.1234,-71.2345;u=35", "44.1234,-71.2345", -71.2345, 44.1234, 4);
}

TEST(Places, DegreesMinutesSeconds) {
  expect_place(
      "44\xc2\xb0"
      "07'24.2\"N 71\xc2\xb0"
      "14'04.2\"W",
      "44\xc2\xb0"
      "07'24.2\"N 71\xc2\xb0"
      "14'04.2\"W",
      -71.2345, 44.1234, 5);
  expect_place(
      "44\xc2\xb0 07\xe2\x80\xb2 24\xe2\x80\xb3 N, 71\xc2\xb0 14\xe2\x80\xb2 04\xe2\x80\xb3 W",
      "44\xc2\xb0 07\xe2\x80\xb2 24\xe2\x80\xb3 N, 71\xc2\xb0 14\xe2\x80\xb2 04\xe2\x80\xb3 W",
      -71.2345, 44.1234, 4);
  expect_place(
      "N44\xc2\xb0"
      "07.404' W71\xc2\xb0"
      "14.070'",
      "N44\xc2\xb0"
      "07.404' W71\xc2\xb0"
      "14.070'",
      -71.2345, 44.1234, 5);
  expect_place("44.1234\xc2\xb0 N, 71.2345\xc2\xb0 W", "44.1234\xc2\xb0 N, 71.2345\xc2\xb0 W",
               -71.2345, 44.1234, 4);
  expect_none(
      "21.5\xc2\xb0"
      "C, turn by 45\xc2\xb0 and 90\xc2\xb0, 360\xc2\xb0");
}

TEST(Places, PairsInProse) {
  expect_place("The den is at 44.12345, -71.23456.", "44.12345, -71.23456", -71.2346, 44.1235, 5);
  expect_place("site 44.1234 -71.2345", "44.1234 -71.2345", -71.2345, 44.1234, 4);
  expect_none("took 12.3456, 45.6789 ms; 0.12345, 0.23456; 1.0.1, 2.0.3; [1.12345, 2.12345, 3.1]");
}

TEST(Places, PairsOfColumns) {
  EXPECT_EQ(finest_in_row({{"latitude", "44.123456"}, {"longitude", "-71.234567"}},
                          "location-coordinate"),
            6);
  const auto found = in_row({{"start_lat", "44.1234"}, {"start_lng", "-71.2345"}});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].span, (Span{10, 27}));
  EXPECT_EQ(finest_in_row({{"lat", "44.1"}, {"lon", "-71.2"}}, "location-coordinate"), 1);
  EXPECT_EQ(finest_in_row({{"easting", "321234"}, {"northing", "4887654"}}, "location-coordinate"),
            5);
  EXPECT_EQ(finest_in_row({{"lat_deg", "44"},
                           {"lat_min", "7"},
                           {"lat_sec", "24"},
                           {"lon_deg", "-71"},
                           {"lon_min", "14"},
                           {"lon_sec", "4"}},
                          "location-coordinate"),
            4);
  EXPECT_EQ(finest_in_row({{"latitude", "44.123456"}}, "location-coordinate"), 6);
  EXPECT_TRUE(in_row({{"latitude", "44"}, {"longitude", "-71"}}).empty());
  EXPECT_TRUE(in_row({{"latest", "44.1234"}, {"long_description", "text"}}).empty());
  EXPECT_TRUE(in_row({{"latitude", "144.1234"}, {"longitude", "-271.2345"}}).empty());
  EXPECT_TRUE(in_row({{"price", "44.1234"}, {"rate", "-71.2345"}}).empty());
}

TEST(Places, WholePlacesInOneCell) {
  EXPECT_EQ(finest_in_row({{"location", "(-71.2345,44.1234)"}}, "location-coordinate"), 4);
  EXPECT_EQ(finest_in_row({{"gps", "44.1234, -71.2345"}}, "location-coordinate"), 4);
  EXPECT_EQ(finest_in_row({{"",
                            "0101000000"
                            "0000000000D051C0"
                            "0000000000104640"}},
                          "location-coordinate"),
            3);
  EXPECT_TRUE(in_row({{"location", "shelf 12, row 7"}, {"website", "1.2, x"}}).empty());
}

TEST(Grids, ByColumnAndForm) {
  constexpr std::string_view kRule = "location-grid-reference";
  EXPECT_EQ(finest_in_row({{"mgrs", "19TCJ2123487654"}}, kRule), 5);
  EXPECT_EQ(finest_in_row({{"usng", "19T CJ 2123 8765"}}, kRule), 4);
  EXPECT_EQ(finest_in_row({{"mgrs", "19TCJ28"}}, kRule), 1);
  EXPECT_EQ(finest_in_row({{"h3", "8a2b8c4a1b67fff"}}, kRule), 4);
  EXPECT_EQ(finest_in_row({{"geohash", "drv2kq5t"}}, kRule), 4);
  EXPECT_EQ(finest_in_row({{"geohash", "drv2k"}}, kRule), 2);
  EXPECT_EQ(finest_in_row({{"plus_code", "87P8X2F8+9P"}}, kRule), 4);
  EXPECT_EQ(finest_in_row({{"code", "87P8X2F8+9P"}}, kRule), 4);
  EXPECT_EQ(finest_in_row({{"what3words", "lantern.gravel.sixteen"}}, kRule), 5);
  EXPECT_EQ(finest_in_row({{"maidenhead", "FN44jc37"}}, kRule), 3);
  EXPECT_EQ(finest_in_row({{"os_grid_ref", "NY 21540 07210"}}, kRule), 5);
  EXPECT_TRUE(
      in_row({{"sku", "drv2kq5t"}, {"hash", "8a2b8c4a1b67abc"}, {"file", "a.tar.gz"}}).empty());
}

TEST(Grids, InText) {
  for (const char* text :
       {"MGRS: 19T CJ 21234 87654", "h3_index = '892b8c4a1b7ffff'", "at ///lantern.gravel.sixteen",
        "ST_PointFromGeoHash('drv2kq5t')", "plus code 87P8X2F8+9P", "seen 19TCJ2123487654 today"}) {
    const auto found = places(text, true);
    ASSERT_FALSE(found.empty()) << text;
    EXPECT_EQ(found[0].rule, "location-grid-reference") << text;
    EXPECT_GE(found[0].points[0].decimals, 3) << text;
  }
  expect_none("left(geohash, 4) file:///usr/share/doc ///main.cpp.html geohash system #ffffff");
}

void expect_some(std::string_view bytes, std::string_view rule = "location-coordinate") {
  const auto found = places(bytes, true);
  ASSERT_FALSE(found.empty()) << bytes;
  EXPECT_EQ(found.front().rule, rule) << bytes;
  EXPECT_EQ(found.front().subject.find(found.front().value), std::string::npos);
}

TEST(Places, BearingsWithoutSigns) {
  expect_place("cairn: 48 17 22.6 S 69 04 51.2 W, north", "48 17 22.6 S 69 04 51.2 W", -69.0809,
               -48.2896, 5);
  for (const char* text :
       {"at 36d17m22.6sS 57d04m51.2sW", "at N48.28961 W69.08092", "at 48:17:22.61N 069:04:51.20W",
        "at N48\u00ba17\u00b422.6\u00b4\u00b4 W69\u00ba04\u00b451.2\u00b4\u00b4",
        "at 48.28961 N / 69.08092 W", "at 48.28961 north, 69.08092 west"})
    expect_some(text);
  for (const char* clear : {"12:30:08 N 14:20:11 E", "took 12d53m11.1s and 3d14m02.2s", "5 N, 7 W",
                            "scale 1.23456 s, 4.56789 s", "part 12 S of 14 W"})
    expect_none(clear);
}

TEST(Places, CommandsAndQueries) {
  expect_place("GEOADD dens 69.08092 48.28961 a 69.1011 48.3 b", "69.08092 48.28961 a 69.1011 48.3",
               69.0809, 48.2896, 5);
  for (const char* text :
       {"GEOSEARCH d FROMLONLAT 69.08092 48.28961 BYRADIUS 5 km", "{$near: [69.08092, 48.28961]}",
        "{$centerSphere: [[69.08092, 48.28961], 0.1]}", "{\"bbox\": [69.08, 48.28961, 70.1, 49.2]}",
        "SELECT 48.28961 AS lat, 69.08092 AS lon", "SELECT f(lat := 48.28961, lon := 69.08092)",
        "polygon '((69.08092,48.28961),(69.1,48.3),(69.2,48.1))'",
        "'<(69.08092,48.28961),0.01>'::circle", "geoToH3(48.28961, 69.08092, 9)",
        "<gml:pos srsDimension=\"2\">48.28961 69.08092</gml:pos>",
        "$GPGGA,123519,4817.3766,N,06904.8552,W,1",
        "0xE6100000010C1B9E5E29CB244840842A357BA0455140", "AQEAAACEKjV7oEVRQBueXinLJEhA"})
    expect_some(text);
  for (const char* clear : {"GEOADD latency 1.2 ms", "path 'a.b'", "{$near: [1, 2]}",
                            "AQEAAAAAAAAAAAAAAAAAAAAAAAAA", "map.center = [1, 2]"})
    expect_none(clear);
}

TEST(Places, GridsOfSurveys) {
  for (const char* text :
       {"LV95: 2601234 / 1201321", "LV95 2'601'234.4 / 1'201'321.7", "CH1903 601234 / 201321",
        "RD 151234 461321", "Rechtswert 3501234 Hochwert 5401321", "32U 461234 5781321",
        "E 461234 N 5781321 (EPSG:25832)", "Lambert 93: X 651234.02 Y 6861321.26"})
    expect_some(text);
  for (const char* text : {"NGR: SU 381 141", "Irish Grid O 15234 34321", "site SU 38123 14321"})
    expect_some(text, "location-grid-reference");
  for (const char* clear : {"ids 151234 461321 moved", "the ratio 2601234 / 1201321", "SU 12 of 24",
                            "order NO 38123 14321"})
    expect_none(clear);
}

TEST(Places, MoreAddressesOfMaps) {
  for (const char* text :
       {"https://www.bing.com/maps?cp=48.28961~69.08092&lvl=18",
        "https://www.google.com/maps/embed?pb=!1m3!1d279!2d69.08092!3d48.28961!2m3",
        "https://www.openstreetmap.org/?mlat=48.28961&mlon=69.08092",
        "https://www.komoot.com/plan/@48.28961,69.08092,14z",
        "https://map.geo.admin.ch/?E=2601234.4&N=1201321.7"})
    expect_some(text);
  expect_some("https://w3w.co/filled.count.soaps", "location-grid-reference");
  expect_none("https://registry.example.org/@scope/pkg/1.2.3");
}

TEST(Places, HostileTextsStayLinear) {
  for (const std::string_view piece : {"ffff", "///", "geometrycollection(", "point(1 2",
                                       "coordinates:[[", "0101000000", "maps/", "lat:1.1234 ",
                                       "\xc2\xb0"
                                       "1",
                                       "h3_", "utm 14N "}) {
    std::string text;
    while (text.size() < 100'000) text += piece;
    for (const Detection& one : places(text, true)) EXPECT_LE(one.span.end, text.size());
  }
}

}  // namespace
}  // namespace mig::secrets
