package probe
import ("testing";"image";"image/jpeg";"bytes";"context";"time"
"beli/internal/demo/catalogue";"beli/internal/demo/picture";"beli/internal/photo")
func TestX(t *testing.T){
 t0:=time.Now()
 c,err:=catalogue.Load(); if err!=nil{t.Fatal(err)}
 t.Log("load",time.Since(t0)); t0=time.Now()
 n:=0
 for _,p:=range c.Products { s:=picture.ForProduct(p.ID,p.Name.ID,p.Category); for v:=0;v<s.Views();v++{ s.Draw(v,image.Pt(64,64)); n++ } }
 t.Log("64px",n,time.Since(t0)); t0=time.Now()
 for _,p:=range c.Products { s:=picture.ForProduct(p.ID,p.Name.ID,p.Category); for v:=0;v<s.Views();v++{ s.Draw(v,image.Pt(32,32)); n++ } }
 t.Log("32px",n,time.Since(t0)); t0=time.Now()
 for _,s:=range c.Shops { picture.ForShop(s.Key,s.Name,"kopi-teh").Draw(0,image.Pt(32,32)) }
 t.Log("shops32",time.Since(t0))
 for i:=0;i<8;i++{ p:=c.Products[i*23]; t0=time.Now()
  s:=picture.ForProduct(p.ID,p.Name.ID,p.Category); im:=s.Draw(0,image.Pt(1200,1200)); d1:=time.Since(t0); t0=time.Now()
  var b bytes.Buffer; jpeg.Encode(&b,im,&jpeg.Options{Quality:92}); d2:=time.Since(t0);t0=time.Now()
  r,err:=photo.Process(context.Background(),&b); if err!=nil{t.Fatal(err)}
  sz:=0; for _,d:=range r.Derived{sz+=len(d.Bytes)}
  t.Log(p.Name.ID,d1,d2,time.Since(t0),len(r.Sent),sz,len(r.Derived),r.Mat,r.Advice)
 }
}
