// Places in cells, grids and the many ways in which people write them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "secrets_place_testing.hpp"

namespace mig::secrets {
namespace {

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

}  // namespace
}  // namespace mig::secrets
