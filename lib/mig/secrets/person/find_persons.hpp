#pragma once

#include "mig/secrets/detection.hpp"
#include "mig/secrets/rows/row.hpp"

namespace mig::secrets {

/// Personal data in the cells of one row: by the name of the column and the form of the value.
void find_persons_in_row(const Row& row, Detections& found);

/// Personal data in running text, by form alone. For evidence, data and logs; scripts and code are
/// searched by their rows.
void find_persons_in_text(const Text& text, Detections& found);

/// Personal data in the literals of a script outside of rows: what columns are compared with, and
/// literals that are an e-mail address as a whole. Comments and definitions are left out.
void find_persons_in_script(const Text& text, Detections& found);

}  // namespace mig::secrets
