#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "secrets_place_testing.hpp"

namespace mig::secrets {
namespace {

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
