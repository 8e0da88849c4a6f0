package web

import (
	"context"
	"fmt"
	"mime/multipart"
	"slices"
	"strconv"
	"strings"

	"beli/frontend/components"
	productpage "beli/frontend/pages/owner/product"
	"beli/internal/catalog"
	"beli/internal/fault"
	"beli/internal/photo"
	"beli/internal/shop"
)

// keepPhoto takes one upload through the photo pipeline; its faults are those of photo.Library.Add.
func (h *ownerDesk) keepPhoto(v *visit, file *multipart.FileHeader) (photo.Photo, error) {
	f, err := file.Open()
	if err != nil {
		return photo.Photo{}, fmt.Errorf("open upload: %w", err)
	}
	defer f.Close()
	return h.Photos.Add(v.ctx(), f)
}

// takePhotos takes all uploads of the field photos, at most the given number. What is wrong with a
// file is said at that field with the file's name, of every file; then none is kept.
func (h *ownerDesk) takePhotos(v *visit, most int) ([]catalog.NewPhoto, error) {
	files := v.files("photos")
	var p fault.Problems
	p.Check(len(files) <= most, "photos", "too_many_items", strconv.Itoa(most))
	if err := p.Err(); err != nil {
		return nil, err
	}
	var kept []catalog.NewPhoto
	for _, file := range files {
		one, err := h.keepPhoto(v, file)
		switch {
		case fault.KindOf(err) == fault.Invalid:
			p.Add("photos", fault.CodeOf(err), clip(file.Filename, 80))
		case err != nil:
			h.dropPhotos(v, kept)
			return nil, fmt.Errorf("keep photo: %w", err)
		default:
			kept = append(kept, catalog.NewPhoto{Key: string(one.Key), Width: one.Width, Height: one.Height, Mat: int(one.Mat),
				Contain: one.Class == photo.Contain, Advice: adviceText(one.Advice)})
		}
	}
	if err := p.Err(); err != nil {
		h.dropPhotos(v, kept)
		return nil, err
	}
	return kept, nil
}

// dropPhotos removes the files of pictures that no row names: their form was refused.
func (h *ownerDesk) dropPhotos(v *visit, list []catalog.NewPhoto) {
	for _, p := range list {
		if err := h.Photos.Remove(context.WithoutCancel(v.ctx()), photo.Key(p.Key)); err != nil {
			v.server.deps.Log.Warn("remove refused photo", "key", p.Key, "error", err)
		}
	}
}

func adviceText(list []photo.Advice) string {
	out := make([]string, len(list))
	for i, a := range list {
		out[i] = string(a)
	}
	return strings.Join(out, ",")
}

// editPhotos adds pictures to a product, moves one or takes one off.
func (h *ownerDesk) editPhotos(v *visit) error {
	m, screen, e, err := h.editing(v)
	if err != nil {
		return err
	}
	if err := h.arrangePhotos(v, m, e); err != nil {
		page, pageErr := h.editPage(v, m, screen, e)
		if pageErr != nil {
			return pageErr
		}
		return h.refuse(v, err, func(problems []components.FieldError) templComponent {
			page.Errors = problems
			return productpage.View(page)
		})
	}
	notice := "desk.photos"
	if e.Product.EverPublished() {
		notice = "desk.photos_sent"
	}
	return v.done(deskPath(m, "produk", idText(e.Product.ID))+"#foto", notice)
}

// arrangePhotos does what the pressed button says; files that were chosen before it was pressed
// are added first, so that none is lost.
func (h *ownerDesk) arrangePhotos(v *visit, m shop.Membership, e catalog.Editing) error {
	act, which, _ := strings.Cut(v.value("act"), ":")
	id, _ := strconv.ParseInt(which, 10, 64)
	in := catalog.ProductInput{ShopID: m.Shop.ID, ProductID: e.Product.ID}
	added, err := h.addPhotos(v, in, catalog.MaxPhotos-len(e.Form().Photos))
	if err != nil {
		return err
	}
	switch act {
	case "remove":
		return h.Catalog.RemovePhoto(v.ctx(), v.actor(), catalog.RemovePhotoInput{ShopID: in.ShopID, ProductID: in.ProductID, PhotoID: id})
	case "first", "up", "down":
		if e, err = h.Catalog.Editing(v.ctx(), v.actor(), in); err != nil {
			return err
		}
		return h.Catalog.OrderPhotos(v.ctx(), v.actor(), catalog.OrderPhotosInput{ShopID: in.ShopID, ProductID: in.ProductID,
			PhotoIDs: moved(e.Form().Photos, id, act)})
	}
	var p fault.Problems
	p.Check(added > 0, "photos", "required")
	return p.Err()
}

func (h *ownerDesk) addPhotos(v *visit, in catalog.ProductInput, most int) (int, error) {
	photos, err := h.takePhotos(v, max(most, 0))
	if err != nil || len(photos) == 0 {
		return 0, err
	}
	if _, err := h.Catalog.AddPhotos(v.ctx(), v.actor(), catalog.AddPhotosInput{ShopID: in.ShopID, ProductID: in.ProductID, Photos: photos}); err != nil {
		h.dropPhotos(v, photos)
		return 0, err
	}
	return len(photos), nil
}

// moved is a list with one id moved to the front, one place up or one down; as it was when the
// move leads nowhere.
func moved(ids []int64, id int64, act string) []int64 {
	ids = slices.Clone(ids)
	from := slices.Index(ids, id)
	to := map[string]int{"first": 0, "up": from - 1, "down": from + 1}[act]
	if from < 0 || to < 0 || to >= len(ids) {
		return ids
	}
	return slices.Insert(slices.Delete(ids, from, from+1), to, id)
}
