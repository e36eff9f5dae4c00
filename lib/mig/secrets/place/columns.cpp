#include "mig/secrets/place/columns.hpp"

#include <algorithm>
#include <array>

#include "mig/secrets/character.hpp"
#include "mig/secrets/place/number.hpp"

namespace mig::secrets {
namespace {

struct AxisName {
  std::string_view name;
  Axis axis;
};

// Names that stand anywhere in a column's name.
constexpr std::array kAnywhere = {AxisName{"latitude", Axis::latitude},
                                  AxisName{"longitude", Axis::longitude},
                                  AxisName{"longtitude", Axis::longitude},
                                  AxisName{"easting", Axis::easting},
                                  AxisName{"latitud", Axis::latitude},
                                  AxisName{"longitud", Axis::longitude},
                                  AxisName{"breitengrad", Axis::latitude},
                                  AxisName{"laengengrad", Axis::longitude},
                                  AxisName{"l\xc3\xa4ngengrad", Axis::longitude},
                                  AxisName{"breedtegraad", Axis::latitude},
                                  AxisName{"lengtegraad", Axis::longitude},
                                  AxisName{"latitudin", Axis::latitude},
                                  AxisName{"szerokosc", Axis::latitude},
                                  AxisName{"dlugosc", Axis::longitude},
                                  AxisName{"rechtswert", Axis::easting},
                                  AxisName{"hochwert", Axis::northing},
                                  AxisName{"northing", Axis::northing}};

// Names that are a part of their own: between underscores, digits and the ends.
constexpr std::array kParts = {AxisName{"lat", Axis::latitude},   AxisName{"lati", Axis::latitude},
                               AxisName{"lon", Axis::longitude},  AxisName{"lng", Axis::longitude},
                               AxisName{"long", Axis::longitude}, AxisName{"utme", Axis::easting},
                               AxisName{"utmn", Axis::northing}};

// Words that are written together with an axis: geolat, startlng.
constexpr auto kGlued = std::to_array<std::string_view>(
    {"geo", "gps", "map", "home", "work", "start", "end", "origin", "dest", "pickup", "point",
     "center", "centre", "dropoff", "loc", "site", "from", "to"});

struct Planar {
  std::string_view name;
  Axis axis;
};
constexpr std::array kPlanar = {Planar{"x", Axis::x},
                                Planar{"y", Axis::y},
                                Planar{"coord_x", Axis::x},
                                Planar{"coord_y", Axis::y},
                                Planar{"x_coord", Axis::x},
                                Planar{"y_coord", Axis::y},
                                Planar{"xcoord", Axis::x},
                                Planar{"ycoord", Axis::y},
                                Planar{"x_coordinate", Axis::x},
                                Planar{"y_coordinate", Axis::y},
                                Planar{"geo_x", Axis::x},
                                Planar{"geo_y", Axis::y},
                                Planar{"gps_x", Axis::x},
                                Planar{"gps_y", Axis::y},
                                Planar{"point_x", Axis::x},
                                Planar{"point_y", Axis::y},
                                Planar{"geom_x", Axis::x},
                                Planar{"geom_y", Axis::y},
                                Planar{"utm_x", Axis::easting},
                                Planar{"utm_y", Axis::northing},
                                Planar{"utm_e", Axis::easting},
                                Planar{"utm_n", Axis::northing},
                                Planar{"rd_x", Axis::easting},
                                Planar{"rd_y", Axis::northing},
                                Planar{"x_rd", Axis::easting},
                                Planar{"y_rd", Axis::northing},
                                Planar{"gk_x", Axis::easting},
                                Planar{"gk_y", Axis::northing},
                                Planar{"x_l93", Axis::easting},
                                Planar{"y_l93", Axis::northing},
                                Planar{"lv95_e", Axis::easting},
                                Planar{"lv95_n", Axis::northing},
                                Planar{"e_lv95", Axis::easting},
                                Planar{"n_lv95", Axis::northing}};

bool is_part(std::string_view name, std::size_t at, std::size_t size) {
  return (at == 0 || !is_letter(name[at - 1])) && !is_letter(at_or_nul(name, at + size));
}

std::string without(std::string_view name, std::size_t at, std::size_t size) {
  return std::string(name.substr(0, at)).append(name.substr(at + size));
}

bool is_glued(std::string_view name, std::size_t at, std::size_t size) {
  if (at + size != name.size()) return false;
  const std::string_view before = name.substr(0, at);
  return std::any_of(kGlued.begin(), kGlued.end(), [before](std::string_view word) {
    return before.size() >= word.size() && before.substr(before.size() - word.size()) == word;
  });
}

int scale_of(std::string_view name) {
  if (name.find("e7") != std::string_view::npos) return 7;
  if (name.find("e6") != std::string_view::npos || name.find("micro") != std::string_view::npos)
    return 6;
  return 0;
}

}  // namespace

bool may_be_axis(std::string_view name) {
  for (std::size_t at = 0; at < name.size(); ++at) {
    const char next = at_or_nul(name, at + 1);
    const char third = at_or_nul(name, at + 2);
    switch (name[at]) {
      case 'l':
        if (next == 'a' || next == 'o' || next == 'n' || next == '\xc3' || next == 'e' ||
            next == 'v' || next == '9' || next == 'u')
          return true;
        break;
      case 'i':
        if (next == 'n' && third == 'g') return true;
        break;
      case 'u':
        if (next == 't' && third == 'm') return true;
        break;
      case 'g':
        if (next == 'r' && third == 'a') return true;
        break;
      case 'w':
        if (next == 'e' && third == 'r') return true;
        break;
      case 'o':
        if (next == 's' && third == 'c') return true;
        break;
      case 'x':
      case 'y':
        if ((at == 0 && (!is_letter(next) || next == 'c')) ||
            (at > 0 && !is_letter(name[at - 1]) && !is_letter(next)))
          return true;
        break;
      default:
        break;
    }
  }
  return false;
}

PlaceColumn place_column(std::string_view name) {
  PlaceColumn column;
  constexpr std::size_t kLongest = 64;
  if (name.empty() || name.size() > kLongest) return column;
  const bool may_be_planar =
      name.size() <= 12 && name.find_first_of("xyen") != std::string_view::npos;
  for (const Planar& planar : kPlanar) {
    if (!may_be_planar) break;
    if (planar.name != name) continue;
    column.axis = planar.axis;
    return column;
  }
  for (const AxisName& axis : kAnywhere) {
    const auto at = name.find(axis.name);
    if (at == std::string_view::npos) continue;
    column = {axis.axis, without(name, at, axis.name.size()), scale_of(name)};
    return column;
  }
  for (const AxisName& axis : kParts) {
    for (auto at = name.find(axis.name); at != std::string_view::npos;
         at = name.find(axis.name, at + 1)) {
      const bool fits = is_part(name, at, axis.name.size()) ||
                        is_glued(name, at, axis.name.size()) ||
                        (is_part(name, at, axis.name.size() + 2) && scale_of(name) != 0);
      if (!fits) continue;
      column = {axis.axis, without(name, at, axis.name.size()), scale_of(name)};
      return column;
    }
  }
  return column;
}

bool is_geographic(std::string_view name) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"geo", "loc", "coord", "gps", "point", "position", "centroid", "latlng", "latlon", "lat_l",
       "lnglat", "lonlat", "wkt", "wkb", "shape", "site", "dms"});
  static const auto kBegins = [] {
    std::array<bool, 1024> begins{};
    for (std::string_view word : kWords) begins.at(pair_of_letters(word, 0)) = true;
    return begins;
  }();
  if (name == "pos" || name == "pin" || name.starts_with("pos_") || name.ends_with("_pos"))
    return true;
  for (std::size_t at = 0; at + 1 < name.size(); ++at)
    if (kBegins[pair_of_letters(name, at)] &&
        std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
          return name.compare(at, word.size(), word) == 0;
        }))
      return true;
  return false;
}

}  // namespace mig::secrets
