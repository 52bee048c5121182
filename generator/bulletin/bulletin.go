// Package bulletin sets composed bulletins on pages of the GB/T 9704-2012 grid and writes them as PDF.
package bulletin

import (
	"io/fs"

	"gongkai/generator/compose"
	"gongkai/generator/model"
	"gongkai/generator/output"
)

// Jobs returns one job per bulletin: the city and each unit, each month of the newest year.
func Jobs(rel *model.Release, c *compose.Composer, templates fs.FS) ([]output.Job, error) {
	return nil, nil
}
