#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "mig/secrets/place/geometry.hpp"
#include "mig/secrets/place/wkt.hpp"

namespace mig::secrets {

// The forms in which a place is written, one function each. Every one looks at a bounded piece of
// the text behind (and sometimes before) a position, except lists of positions, which are read to
// their end once.

/// The position of the value behind a key: `key": `, `key=`, `key =>`, `<key>`.
std::optional<std::size_t> value_behind(std::string_view text, std::size_t at);

/// ST_MakePoint(x, y), ST_MakeEnvelope(...), point(x, y), ll_to_earth(lat, lon), point '(x,y)'.
std::optional<Geometry> read_call(std::string_view text, const Word& word);

/// `coordinates` of GeoJSON, KML and GML: nested lists of numbers.
std::optional<Geometry> read_coordinates(std::string_view text, std::size_t at, AxisOrder order);

/// A latitude behind its key, with the longitude next to it.
std::optional<Geometry> read_latitude_key(std::string_view text, const Word& word);

/// Two numbers as the value of a key that tells of a place: "lat,lon" or [lon, lat].
std::optional<Geometry> read_pair_key(std::string_view text, const Word& word);

/// Two numbers with a comma or blank between them, and nothing that makes them a longer list.
std::optional<Geometry> read_pair(std::string_view text, std::size_t at, AxisOrder order);

/// A place in the address of a map: @38.41,-98.76, q=38.41,-98.76, #map=17/38.41/-98.76.
std::optional<Geometry> read_map_url(std::string_view text, std::size_t at);

/// The same where the two numbers have to stand exactly at `at`, finely written.
std::optional<Geometry> read_url_pair(std::string_view text, std::size_t at);

/// Degrees, minutes and seconds around the sign of a degree.
std::optional<Geometry> read_degrees(std::string_view text, std::size_t sign);

/// The same from the first number on, whatever stands for the signs: for cells of rows.
std::optional<Geometry> read_degrees_value(std::string_view text);

/// Two angles around the letter of a hemisphere that no sign of a degree tells: `56 04 44.3 S
/// 102 40 13.8 W`, `N44.9183 W71.4235`, `36d53m11.1sS 57d43m32.3sW`.
std::optional<Geometry> read_bearings(std::string_view text, std::size_t letter);

/// Two numbers with words, signs or bars between them that say they are a pair: `lat 44.91 / lon
/// -71.42`, `44.91 by -71.42`, `"44.91","-71.42"`. `said` is set when such words stand there.
std::optional<Geometry> read_loose_pair(std::string_view text, std::size_t at, bool& said);

/// Lists of numbers as the value of a key: `$near: [x, y]`, `rings`, `bbox`.
std::optional<Geometry> read_list_key(std::string_view text, std::size_t key_end);

/// `-71.42 AS lon` and the like: numbers before their names, around the name of a latitude.
std::optional<Geometry> read_aliases(std::string_view text, std::size_t as);

/// GEOADD key lon lat member, FROMLONLAT lon lat: behind the word.
std::optional<Geometry> read_geo_command(std::string_view text, std::size_t at);

/// A point as SQL Server stores it, as hex digits.
std::optional<Geometry> read_server_binary(std::string_view text, std::size_t at);

/// Well-known binary in base64.
std::optional<Geometry> read_base64_wkb(std::string_view text, std::size_t at);

/// The position in a sentence of a GPS receiver (NMEA 0183), behind its name.
std::optional<Geometry> read_sentence(std::string_view text, std::size_t at);

/// polygon '((x,y),(x,y))', '<(x,y),r>'::circle.
std::optional<Geometry> read_shape_literal(std::string_view text, const Word& word);

/// One angle alone, as a number: 38.412345, 38.412345N, 38°24'44.4"N.
std::optional<Number> read_angle(std::string_view text);

}  // namespace mig::secrets
